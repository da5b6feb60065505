using System.Runtime.Loader;
using ElectorPortal.Web.Tests.Crash.Inside;

/// <summary>
/// What the runtime calls before the portal's own first instruction, where a test starts it with <c>DOTNET_STARTUP_HOOKS</c>. Its name and
/// its absent namespace are the runtime's rule.
/// </summary>
#pragma warning disable CA1050
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        // The portal does not know the packages of the tests; a published one does not stand beside them either.
        var tests = Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(tests, $"{name.Name}.dll") is var file && File.Exists(file)
                ? context.LoadFromAssemblyPath(file)
                : null;

        PortalInside.Enter();
    }
}
