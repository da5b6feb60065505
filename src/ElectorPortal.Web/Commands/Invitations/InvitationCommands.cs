using System.CommandLine;
using System.Globalization;

namespace ElectorPortal.Web.Commands.Invitations;

/// <summary><c>invitations send</c>.</summary>
internal static class InvitationCommands
{
    private const int DefaultPerMinute = 600;

    public static void AddInvitationCommands(this IServiceCollection services) => services.AddScoped<SendInvitations>();

    public static Command Create(CommandRunner runner)
    {
        var academy = new Option<string?>("--academie") { Description = "Une seule académie.", HelpName = "ACADÉMIE" };
        var perMinute = new Option<int>("--per-minute")
        {
            Description = "Courriels écrits par minute, au plus.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultPerMinute,
        };
        var reminders = new Option<bool>("--reminders") { Description = "Relance une fois ceux dont l'invitation expire dans les deux jours." };
        var send = new Command("send", "Invite par courriel les électeurs qui n'ont pas ouvert leur espace et n'ont aucun lien valable.")
        {
            academy, perMinute, reminders,
        };
        perMinute.Validators.Add(words =>
        {
            if (words.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 100_000)
                words.AddError("--per-minute attend un nombre compris entre 1 et 100000.");
        });
        send.SetAction((words, cancellation) => runner.RunAsync(async services =>
        {
            var request = new InvitationRequest(words.GetValue(academy), words.GetValue(perMinute), words.GetValue(reminders));
            var sent = await services.GetRequiredService<SendInvitations>().ExecuteAsync(request, cancellation);
            runner.Console.WriteLine($"{CommandConsole.Count(sent)} {(request.AreReminders ? "relance(s)" : "invitation(s)")} en route.");
            return ExitCodes.Done;
        }));
        return new Command("invitations", "Les invitations à ouvrir l'espace électeur.") { send };
    }
}
