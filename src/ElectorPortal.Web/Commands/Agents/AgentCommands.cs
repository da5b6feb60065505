using System.CommandLine;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Features.Helpdesk.Agents;

namespace ElectorPortal.Web.Commands.Agents;

/// <summary><c>agents add</c>, <c>disable</c>, <c>reset</c> and <c>list</c>.</summary>
internal static class AgentCommands
{
    public static void AddAgentCommands(this IServiceCollection services)
    {
        services.AddScoped<AgentDesk>();
        services.AddScoped<ListAgents>();
    }

    public static Command Create(CommandRunner runner)
    {
        var list = new Command("list", "Donne la liste des agents : un tableau, ou des lignes séparées par des tabulations.");
        list.SetAction((_, cancellation) =>
            runner.RunAsync(services => services.GetRequiredService<ListAgents>().ExecuteAsync(cancellation)));

        return new Command("agents", "Les agents de l'assistance.")
        {
            Add(runner),
            OnOne(runner, "disable", "Désactive un agent : il ne peut plus se connecter, et ses sessions prennent fin.", (desk, email, end) => desk.DisableAsync(email, end)),
            OnOne(runner, "reset", "Donne un nouveau lien d'inscription ; l'ancien mot de passe et l'ancien téléphone ne servent plus.", (desk, email, end) => desk.ResetAsync(email, end)),
            list,
        };
    }

    private static Command Add(CommandRunner runner)
    {
        var email = Email();
        var name = new Option<string>("--name") { Description = "Prénom et nom.", HelpName = "NOM", Required = true };
        var role = new Option<string>("--role") { Description = "Son rôle.", Required = true };
        var academy = new Option<string?>("--academie") { Description = "Son académie, pour un agent seulement.", HelpName = "ACADÉMIE" };
        role.AcceptOnlyFromAmong([.. Enum.GetNames<AgentRole>().Select(value => value.ToLowerInvariant())]);
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Trim() is not { Length: > 0 and <= Agent.NameMaxLength })
                result.AddError(AgentForm.WrongName);
        });

        var add = new Command("add", "Ajoute un agent et donne son lien d'inscription.") { email, name, role, academy };
        add.SetAction((words, cancellation) => RunAsync(runner, desk => desk.AddAsync(
            new AgentRequest
            {
                Email = EmailAddress.Parse(words.GetRequiredValue(email)),
                Name = words.GetRequiredValue(name).Trim(),
                Role = Enum.Parse<AgentRole>(words.GetRequiredValue(role), ignoreCase: true),
                Academy = words.GetValue(academy),
            },
            cancellation)));
        return add;
    }

    private static Command OnOne(
        CommandRunner runner, string name, string description, Func<AgentDesk, EmailAddress, CancellationToken, Task<int>> work)
    {
        var email = Email();
        var command = new Command(name, description) { email };
        command.SetAction((words, cancellation) =>
            RunAsync(runner, desk => work(desk, EmailAddress.Parse(words.GetRequiredValue(email)), cancellation)));
        return command;
    }

    private static Argument<string> Email()
    {
        var email = new Argument<string>("ADRESSE") { Description = "Adresse de messagerie de l'agent." };
        email.Validators.Add(result =>
        {
            if (!EmailAddress.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError(AgentForm.WrongEmail);
        });
        return email;
    }

    private static Task<int> RunAsync(CommandRunner runner, Func<AgentDesk, Task<int>> work) =>
        runner.RunAsync(services => work(services.GetRequiredService<AgentDesk>()));
}
