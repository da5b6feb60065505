using System.Runtime.InteropServices;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>
/// The runtime's own priorities mean nothing on Linux, where each thread may be nicer than its process. A nicer thread may still finish
/// its turn of three milliseconds before one that wakes up beside it gets the core, unless the one that wakes up has shorter turns: so this
/// thread's are made as long as the kernel allows.
/// </summary>
internal static class LowPriority
{
    private const int ThisThread = 0;
    private const int Niceness = 10;

    /// <summary>Nanoseconds. Kernels before 6.12 keep to their own.</summary>
    private const ulong Turn = 100_000_000;

    /// <summary>Of the calling thread. Where the system refuses, it stays as it is.</summary>
    public static void TakeOn()
    {
        if (!OperatingSystem.IsLinux())
            return;

        var attributes = new SchedulingAttributes { Size = (uint)Marshal.SizeOf<SchedulingAttributes>(), Nice = Niceness, Runtime = Turn };
        // https://man7.org/linux/man-pages/man2/sched_setattr.2.html: the C library has no function of its own for it everywhere.
        if (SystemCallNumber is not { } number || SystemCall(number, ThisThread, ref attributes, 0) != 0)
            _ = SetPriority(ThisThread, 0, Niceness);
    }

    private static nint? SystemCallNumber => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 314,
        Architecture.Arm64 => 274,
        _ => null,
    };

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SystemCall(nint number, int thread, ref SchedulingAttributes attributes, uint flags);

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);

    /// <summary>The kernel's <c>sched_attr</c>, first version; policy 0 is the ordinary one.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SchedulingAttributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
