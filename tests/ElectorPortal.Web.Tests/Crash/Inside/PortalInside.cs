using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(ElectorPortal.Web.Tests.Crash.Inside.PortalInside))]

namespace ElectorPortal.Web.Tests.Crash.Inside;

/// <summary>
/// The part of a crash test that runs in the portal's own process: it dies with the tests, reads the clock that they steer, and kills
/// itself where they say. The portal's code knows nothing of it.
/// </summary>
public sealed class PortalInside : IHostingStartup
{
    /// <summary>Names the folder that a test shares with its portals.</summary>
    public const string FolderVariable = "PORTAL_TEST_FOLDER";

    /// <summary>Set where no trap is ever laid, since to watch every statement takes time.</summary>
    public const string MeasuredVariable = "PORTAL_TEST_MEASURED";

    private const int FileSizeExceeded = 25;
    private const nint Ignore = 1;

    private static string? Folder => Environment.GetEnvironmentVariable(FolderVariable);

    internal static void Enter()
    {
        if (Folder is not { } folder)
            return;

        // A file that may not grow any more is an error to handle, as a full disk is, not an end.
        SetSignal(FileSizeExceeded, Ignore);
        new Thread(DieWithTheTests) { IsBackground = true }.Start();
        if (Environment.GetEnvironmentVariable(MeasuredVariable) is null)
            DiagnosticListener.AllListeners.Subscribe(new CrashPoints(new Trap(folder)));
    }

    public void Configure(IWebHostBuilder builder)
    {
        if (Folder is { } folder)
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new SteeredClock(folder)));
    }

    /// <summary>Standard input ends when the process of the tests does, however that ends.</summary>
    private static void DieWithTheTests()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is ever said.
        }

        Signal.Kill.Send(Environment.ProcessId);
    }

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint SetSignal(int number, nint handler);
}
