using System.Text.RegularExpressions;
using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Passwords;
using ElectorPortal.Web.Features.Reassort;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Tests.Reassort;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>What electors do, and what the model says that they must be answered.</summary>
internal sealed partial class Electorate(Play play, PortalModel model)
{
    /// <summary>The first has opened his space and holds a voting notice, the second has neither.</summary>
    public async Task EnrolAsync()
    {
        for (var i = 0; i < StepGenerator.Electors; i++)
        {
            var person = i == 0 ? await play.App.Electors.AddActiveAsync() : await play.App.Electors.AddAsync();
            model.Electors.Add(new ModelElector(person, i) { Passwords = i == 0 ? 1 : 0 });
        }

        var notice = VoterIdentifier.Generate();
        model.Electors[0].Identifier = notice.Reveal();
        await play.App.WithDbAsync(db =>
        {
            db.Identifiers.Add(new IssuedIdentifier
            {
                ElectorId = model.Electors[0].Id,
                Hash = play.App.Services.GetRequiredService<KeyedHash>().Of(notice),
                IssuedAt = play.App.Now,
            });
            return db.SaveChangesAsync();
        });
    }

    public async Task AskAsync(AskIdentifier ask)
    {
        var elector = model.Electors[ask.Who];
        var now = play.App.Now;
        if (ask.Posts is not Posts.TheLastFormAgain)
            elector.LastForm = Guid.NewGuid();
        var form = elector.LastForm;
        var isKnown = elector.Accepted.Exists(request => request.Form == form);
        var expected = isKnown ? null : elector.Judge(ask.Claim, now);
        var code = await IssueCodeAsync(elector);

        if (ask.Posts is Posts.TwiceTheSameForm or Posts.TwoFormsAtOnce && ask.Claim == Claim.Right)
        {
            await AskTwiceAsync(elector, expected, ask.Posts == Posts.TwoFormsAtOnce, code, now);
            return;
        }

        var answer = await PostAsync(elector, form, ask.Claim, code, ask.Death);
        Promises.Require(
            answer == (ask.Death != Death.None && !isKnown ? new PostAnswer(null, true) : new PostAnswer(expected, false)),
            $"G6: a request was answered {answer}, {expected?.ToString() ?? "accepted"} was due");
        if (!isKnown && ask.Death != Death.BeforeTheCommit)
            Book(elector, form, expected, now);
    }

    public async Task AskLinkAsync(AskLink ask)
    {
        var elector = model.Electors[ask.Who];
        var now = play.App.Now;
        await using var scope = play.App.Services.CreateAsyncScope();
        WorkerPasses.DieAt(scope.ServiceProvider.GetRequiredService<PortalDbContext>(), ask.Death, 1);
        try
        {
            var link = new LinkAsk(EmailAddress.Parse(elector.Person.Email), UnlessOpen: false, NetworkAddress: null);
            await scope.ServiceProvider.GetRequiredService<AnswerLinkAsks>().AnswerAsync([link]);
        }
        catch (ProcessDiedException)
        {
            // Nobody was answered.
        }

        if (ask.Death == Death.BeforeTheCommit || !elector.MayHaveLink(now))
            return;

        foreach (var older in model.Links.Where(link => link.Elector == elector && !link.Used))
            older.Replaced = true;
        elector.LinkSentAt = now;
        model.Links.Add(await ReadLinkAsync(elector));
        model.Written++;
    }

    public async Task UseLinkAsync(UseLink use)
    {
        if (use.Which >= model.Links.Count)
            return;

        var link = model.Links[^(1 + use.Which)];
        var due = link.Judge(play.App.Now);
        var password = $"Chemin-de-fer{link.Elector.Passwords}";
        var answers = use.TwiceAtOnce
            ? await Task.WhenAll(Task.Run(() => SetAsync(link, password)), Task.Run(() => SetAsync(link, password + "b")))
            : [await SetAsync(link, password)];
        var done = answers.Count(answer => answer is SetPasswordAnswer.Done);
        Promises.Require(done == (due is null ? 1 : 0), $"G8: {done} of {answers.Length} uses of a link set a password; it was {due?.ToString() ?? "good"}");
        foreach (var refused in answers.Where(answer => answer is not SetPasswordAnswer.Done))
        {
            var reason = (refused as SetPasswordAnswer.LinkRefused)?.Reason;
            Promises.Require(reason == (due ?? LinkRefusal.Used), $"G8: a link was refused as {reason}, it was {due?.ToString() ?? "used just before"}");
        }

        if (due is not null)
            return;

        foreach (var sibling in model.Links.Where(other => other.Elector == link.Elector && other != link && !other.Used))
            sibling.Replaced = true;
        link.Used = true;
        link.Elector.LinkSentAt = null;
        link.Elector.Passwords++;
        model.Written++;
    }

    public async Task OpenLinkAsync(OpenLink open, Snapshot before)
    {
        if (open.Which >= model.Links.Count)
            return;

        var link = model.Links[^(1 + open.Which)];
        var path = link.Purpose == LinkPurpose.Activation ? "/portail/creation-compte-etape2.htm" : "/portail/reinitialisation.htm";
        var browser = play.App.NewBrowser();
        using var head = new HttpRequestMessage(HttpMethod.Head, $"{path}?token={link.Token}");
        await browser.SendAsync(path, head);
        for (var time = 0; time < 2; time++)
            await (await browser.GetAsync($"{path}?token={link.Token}")).FollowAsync();
        Promises.Require((await Snapshot.ReadAsync(play.App)).Fingerprint == before.Fingerprint, "G8: opening a link changed something");
    }

    private async Task AskTwiceAsync(ModelElector elector, ReassortRefusal? expected, bool otherForm, SecurityCodeAnswer code, DateTime now)
    {
        var (first, second) = (elector.LastForm, otherForm ? Guid.NewGuid() : elector.LastForm);
        var otherCode = otherForm ? await IssueCodeAsync(elector) : code;
        var answers = await Task.WhenAll(
            Task.Run(() => PostAsync(elector, first, Claim.Right, code, Death.None)),
            Task.Run(() => PostAsync(elector, second, Claim.Right, otherCode, Death.None)));
        var accepted = answers.Count(answer => answer.Refusal is null);
        var due = expected is not null ? 0 : otherForm ? 1 : 2;
        Promises.Require(accepted == due, $"G6: {accepted} of two posts at once were accepted, {due} had to be");
        if (expected is null)
            Book(elector, answers[0].Refusal is null ? first : second, null, now);
    }

    private void Book(ModelElector elector, Guid form, ReassortRefusal? refusal, DateTime now)
    {
        if (refusal is { } reason)
        {
            elector.Refuse(reason, now);
            return;
        }

        elector.Accept(form, now);
        model.Written += 2;
    }

    private async Task<PostAnswer> PostAsync(ModelElector elector, Guid form, Claim claim, SecurityCodeAnswer code, Death death)
    {
        await using var scope = play.App.Services.CreateAsyncScope();
        WorkerPasses.DieAt(scope.ServiceProvider.GetRequiredService<PortalDbContext>(), death, 1);
        var request = scope.ServiceProvider.GetRequiredService<RequestReassort>();
        var numenText = claim == Claim.WrongIdentity ? "20E9999999ABC" : elector.Person.Numen;
        Assert.True(Numen.TryParse(numenText, out var numen));
        var typed = new ReassortClaim(
            new MobileNumber(elector.Phone, 33, "FR"), scope.ServiceProvider.GetRequiredService<KeyedHash>().Of(numen), elector.Person.BirthDate);
        try
        {
            var answer = claim == Claim.WrongCode ? code with { Digits = "9999" } : code;
            return new PostAnswer(await request.RequestAsync(elector.Id, form, typed, answer, CancellationToken.None), false);
        }
        catch (ProcessDiedException)
        {
            return new PostAnswer(null, true);
        }
    }

    private async Task<SecurityCodeAnswer> IssueCodeAsync(ModelElector elector)
    {
        await using var scope = play.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        scope.ServiceProvider.GetRequiredService<ElectorSessions>().Open(await db.Electors.SingleAsync(row => row.Id == elector.Id));
        await db.SaveChangesAsync();
        var session = db.ChangeTracker.Entries<ElectorSession>().Single().Entity.Id;
        var code = await scope.ServiceProvider.GetRequiredService<SecurityCodeDesk>().IssueAsync(session, CancellationToken.None);
        return new SecurityCodeAnswer(code, session, ReassortJourney.Code);
    }

    private async Task<SetPasswordAnswer> SetAsync(ModelLink link, string password)
    {
        await using var scope = play.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
        var use = scope.ServiceProvider.GetRequiredService<SetPasswordByLink>();
        return await use.SetAsync(link.Token, link.Purpose, password, CancellationToken.None);
    }

    /// <summary>The newest link of an elector, with the token that its mail will carry.</summary>
    private Task<ModelLink> ReadLinkAsync(ModelElector elector) => play.App.WithDbAsync(async db =>
    {
        var known = model.Links.Select(link => link.Id).ToList();
        var row = await db.AccountLinks.AsNoTracking().SingleAsync(link => link.ElectorId == elector.Id && !known.Contains(link.Id));
        var mail = await db.OutboxMessages.AsNoTracking().SingleAsync(message => message.Id == row.Id);
        var token = TokenInMail().Match(Snapshot.Open(play.App, mail).Text).Groups[1].Value;
        return new ModelLink(row.Id, elector, row.Purpose, token, row.ExpiresAt);
    });

    [GeneratedRegex("token=([A-Za-z0-9_-]{43})", RegexOptions.CultureInvariant)]
    private static partial Regex TokenInMail();

    private sealed record PostAnswer(ReassortRefusal? Refusal, bool Died);
}
