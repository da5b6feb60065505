using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Passwords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Puts invented electors on the rolls.</summary>
public sealed class TestElectors(PortalApp app)
{
    public const string Password = "Chemin-de-fer7";

    private int counter;

    /// <summary>An elector who has not opened his space.</summary>
    /// <param name="called">Birth name, usage name and first names, with <c>/</c> between them.</param>
    public async Task<TestElector> AddAsync(
        string? email = null, string? otherEmail = null, string? phoneOnFile = null, string academy = "Amiens", string called = "BERNARD//Camille")
    {
        var number = Interlocked.Increment(ref counter);
        var person = new TestElector(
            email ?? $"camille.bernard{number}@ac-amiens.fr", $"20E{number:0000000}ABC", new DateOnly(1978, 3, 14));
        var names = called.Split('/');
        app.Secrets.Know(person.Numen, phoneOnFile);
        await app.WithDbAsync(async db =>
        {
            Assert.True(Numen.TryParse(person.Numen, out var numen));
            var elector = new Elector
            {
                NumenHash = app.Services.GetRequiredService<KeyedHash>().Of(numen),
                Email = EmailAddress.Parse(person.Email),
                Civility = "Mme",
                BirthName = names[0],
                UsageName = names[1].Length == 0 ? null : names[1],
                FirstNames = names[2],
                BirthDate = person.BirthDate,
                AcademyId = await db.Academies.Where(row => row.Name == academy).Select(row => row.Id).SingleAsync(),
                Corps = "Professeur certifié",
                Posting = "Lycée Louis-Thuillier, Amiens",
                PhoneOnFile = phoneOnFile,
                Addresses = { new ElectorAddress { Address = EmailAddress.Parse(person.Email) } },
            };
            if (otherEmail is not null)
                elector.Addresses.Add(new ElectorAddress { Address = EmailAddress.Parse(otherEmail) });
            db.Electors.Add(elector);
            await db.SaveChangesAsync();
            person.Id = elector.Id;
            return true;
        });
        return person;
    }

    /// <summary>An elector whose space is open with <see cref="Password"/>.</summary>
    public async Task<TestElector> AddActiveAsync(
        string? email = null, string? otherEmail = null, string? phoneOnFile = null, string academy = "Amiens", string called = "BERNARD//Camille")
    {
        var person = await AddAsync(email, otherEmail, phoneOnFile, academy, called);
        var hash = await app.Services.GetRequiredService<PasswordHasher>().HashAsync(Password, default);
        await app.WithDbAsync(async db =>
        {
            (await db.Electors.SingleAsync(elector => elector.Id == person.Id)).SetPassword(hash, app.Now);
            return await db.SaveChangesAsync();
        });
        return person;
    }

    /// <summary>A browser in which an active elector has just signed in.</summary>
    public async Task<TestBrowser> SignInAsync(TestElector person, string password = Password)
    {
        var browser = app.NewBrowser();
        await SignInAsync(browser, person, password);
        return browser;
    }

    /// <summary>As a person does, from the first page.</summary>
    public static async Task SignInAsync(TestBrowser browser, TestElector person, string password = Password)
    {
        var entry = await browser.GetAsync("/");
        var asked = await (await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer")).FollowAsync();
        var signedIn = await asked.Fill("Mot de passe personnel électeur", password).PressAsync("Se connecter");
        Assert.Equal("/portail/accueil", signedIn.Location);
    }
}

public sealed record TestElector(string Email, string Numen, DateOnly BirthDate)
{
    public int Id { get; set; }
}
