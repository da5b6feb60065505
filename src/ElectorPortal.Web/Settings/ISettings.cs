using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Settings;

/// <summary>One section of the settings, that knows what is missing or unsafe in it.</summary>
internal interface ISettings
{
    static abstract string Section { get; }

    /// <summary>What an operator must mend before the portal may start, in French, one sentence each.</summary>
    IEnumerable<string> Problems(IHostEnvironment environment);
}

internal sealed class SettingsValidator<T>(IHostEnvironment environment) : IValidateOptions<T>
    where T : class, ISettings
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var problems = options.Problems(environment).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
