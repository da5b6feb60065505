using System.Globalization;

namespace ElectorPortal.Load.Tools;

/// <summary>Resident memory of a process, in MB; 0 where it has ended.</summary>
internal static class ProcessMemory
{
    public static double ResidentOf(int processId) => Read(processId, "VmRSS:");

    /// <summary>At its most since the process began.</summary>
    public static double PeakOf(int processId) => Read(processId, "VmHWM:");

    private static double Read(int processId, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(text => text.StartsWith(field, StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
