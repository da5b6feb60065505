using ElectorPortal.Web.Features.Helpdesk.AgentEnrolment;
using ElectorPortal.Web.Features.Helpdesk.Agents;
using ElectorPortal.Web.Features.Helpdesk.Corrections;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Features.Helpdesk.Exports;
using ElectorPortal.Web.Features.Helpdesk.Incident;
using ElectorPortal.Web.Features.Helpdesk.Journal;
using ElectorPortal.Web.Features.Helpdesk.Messages;
using ElectorPortal.Web.Features.Helpdesk.ProConnect;
using ElectorPortal.Web.Features.Helpdesk.SignIn;
using ElectorPortal.Web.Features.Helpdesk.Statistics;

namespace ElectorPortal.Web.Features.Helpdesk;

internal static class HelpdeskRegistration
{
    public static void AddHelpdesk(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<JournalLines>();
        builder.Services.AddScoped<SelectJournal>();
        builder.Services.AddScoped<ReadJournal>();
        builder.Services.AddScoped<ExportJournal>();
        builder.Services.AddScoped<FindElectors>();
        builder.Services.AddScoped<ReadElectorFile>();
        builder.Services.AddScoped<ElectorChanges>();
        builder.Services.AddScoped<HelpdeskNotice>();
        builder.Services.AddScoped<PerformAct>();
        builder.Services.AddScoped<OutOfSight>();
        builder.Services.AddScoped<ReadCorrections>();
        builder.Services.AddScoped<AnswerCorrection>();
        builder.Services.AddScoped<ReadMessages>();
        builder.Services.AddScoped<RetryMessage>();
        builder.Services.AddScoped<ExportRecord>();
        builder.Services.AddSingleton<FigureCache>();
        builder.Services.AddScoped<FigureQueries>();
        builder.Services.AddScoped<ReadFigures>();
        builder.Services.AddScoped<AgentLedger>();
        builder.Services.AddScoped<AddAgent>();
        builder.Services.AddScoped<DisableAgent>();
        builder.Services.AddScoped<ResetAgent>();
        builder.Services.AddScoped<ChangeIncident>();
        builder.Services.AddScoped<EnrolAgent>();
        builder.Services.AddScoped<SignInAgent>();
        builder.Services.AddScoped<SecondFactor>();
        builder.Services.AddScoped<ShowCode>();
        builder.Services.AddScoped<ShowRecoveryCode>();
        builder.AddProConnect();
    }
}
