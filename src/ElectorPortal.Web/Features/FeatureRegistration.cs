using System.Reflection;
using ElectorPortal.Web.Features.Contests;
using ElectorPortal.Web.Features.Demo;
using ElectorPortal.Web.Features.Helpdesk;
using ElectorPortal.Web.Features.Home;
using ElectorPortal.Web.Features.Passwords;
using ElectorPortal.Web.Features.Profile;
using ElectorPortal.Web.Features.Reassort;
using ElectorPortal.Web.Features.Results;
using ElectorPortal.Web.Features.Rolls;
using ElectorPortal.Web.Features.Shared.Rendering;
using ElectorPortal.Web.Features.SignIn;
using ElectorPortal.Web.Features.Voting;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Features;

internal static class FeatureRegistration
{
    public static void AddFeatures(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddControllersWithViews(options =>
            {
                options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
                options.Conventions.Add(new HeadLikeGet());
            })
            .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new InternalControllers()));
        builder.Services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureFolders()));
        builder.Services.AddScoped<ReaderTexts>();
        builder.Services.AddSingleton<SharedPages>();

        // The use cases, one line each.
        builder.Services.AddScoped<DemonstrationContests>();
        builder.Services.AddScoped<DemonstrationElectors>();
        builder.Services.AddScoped<DemonstrationAgents>();
        builder.Services.AddScoped<EnterWithAddress>();
        builder.Services.AddScoped<SignInElector>();
        builder.Services.AddScoped<PasswordNotice>();
        builder.Services.AddScoped<PasswordChoice>();
        builder.Services.AddScoped<SetPasswordByLink>();
        builder.Services.AddScoped<ChangePassword>();
        builder.Services.AddSingleton<IValidateOptions<PortalOptions>, SmsLength>();
        builder.Services.AddSingleton<ReassortFormReader>();
        builder.Services.AddScoped<ReassortPages>();
        builder.Services.AddScoped<ReassortMessages>();
        builder.Services.AddSingleton<ReassortAlerts>();
        builder.Services.AddSingleton<ReassortCases>();
        builder.Services.AddScoped<ReassortCeiling>();
        builder.Services.AddSingleton<ReassortRoom>();
        builder.Services.AddScoped<ReassortGrant>();
        builder.Services.AddScoped<RequestReassort>();
        builder.Services.AddScoped<FollowUp>();
        builder.Services.AddScoped<ReportReassort>();
        builder.Services.AddScoped<AskForCorrection>();
        builder.Services.AddScoped<ReadContests>();
        builder.Services.AddScoped<ReadRoll>();
        builder.Services.AddSingleton<RollCounts>();
        builder.Services.AddScoped<ReadResults>();
        builder.Services.AddScoped<ReadVote>();
        builder.Services.AddScoped<ShowIdentifier>();
        builder.Services.AddScoped<VoterRegister>();
        builder.AddHelpdesk();
    }

    /// <summary>Controllers are internal, like everything that no other assembly needs.</summary>
    private sealed class InternalControllers : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) =>
            typeInfo is { IsClass: true, IsAbstract: false } && typeInfo.IsSubclassOf(typeof(Controller));
    }

    /// <summary>What can be GET can be asked for its headers alone, as mail scanners do.</summary>
    private sealed class HeadLikeGet : IActionModelConvention
    {
        public void Apply(ActionModel action)
        {
            foreach (var selector in action.Selectors)
            {
                if (!selector.EndpointMetadata.OfType<HttpMethodMetadata>().Any(allowed => allowed.HttpMethods.Contains("GET")))
                    continue;

                selector.EndpointMetadata.Add(new HttpMethodMetadata(["GET", "HEAD"]));
                selector.ActionConstraints.Clear();
                selector.ActionConstraints.Add(new HttpMethodActionConstraint(["GET", "HEAD"]));
            }
        }
    }

    /// <summary>A view stands beside its controller, whatever the controller's name; what several need stands in Shared.</summary>
    private sealed class FeatureFolders : IViewLocationExpander
    {
        private const string Folder = "folder";

        public void PopulateValues(ViewLocationExpanderContext context)
        {
            if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor controller)
                context.Values[Folder] = controller.ControllerTypeInfo.Namespace!.Split(".Features.")[^1].Replace('.', '/');
        }

        public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        [
            $"/Features/{context.Values[Folder]}/{{0}}.cshtml",
            $"/Features/{context.Values[Folder]?.Split('/')[0]}/Shared/{{0}}.cshtml",
            "/Features/Shared/{0}.cshtml",
        ];
    }
}
