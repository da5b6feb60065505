using System.Runtime.InteropServices;

namespace ElectorPortal.Web.Tests.Crash.Inside;

/// <summary>The signals of Linux that the tests send.</summary>
internal enum Signal
{
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

internal static class Signals
{
    /// <summary>Sends it at once, from the kernel, without a word to the runtime.</summary>
    public static void Send(this Signal signal, int processId) => _ = SendSignal(processId, (int)signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int number);
}
