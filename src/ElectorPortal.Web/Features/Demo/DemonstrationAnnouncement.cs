using ElectorPortal.Web.Messaging;

namespace ElectorPortal.Web.Features.Demo;

internal static class DemonstrationAnnouncement
{
    /// <summary>In Development, prints where to go once the server listens.</summary>
    public static void AnnounceDemonstration(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var address = app.Services.GetRequiredService<PublicAddress>();
            Console.WriteLine(
                $"""

                Le portail électeur est prêt.
                  Portail                     {address.Link("/")}
                  Qui peut l'essayer          {address.Link("/demo")}
                  Boîte de démonstration      {address.Link("/demo/messages")}
                  Assistance aux électeurs    {address.Link("/helpdesk")}

                Électeurs de démonstration :
                {string.Join('\n', DemonstrationElectors.All.Select(person => $"  {person.Email}  NUMEN {person.Numen}, né(e) le {FrenchDates.Day(person.BirthDate)}"))}

                """);
        });
    }
}
