using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

internal sealed record AgentForm
{
    public const string WrongEmail = "Saisissez une adresse de messagerie, sous la forme prenom.nom@ac-academie.fr.";
    public const string MissingRole = "Choisissez un rôle.";

    public static readonly string WrongName = $"Saisissez le prénom et le nom, en {Agent.NameMaxLength} caractères au plus.";

    [Display(Name = "Adresse de messagerie")]
    public string? Email { get; init; }

    [Display(Name = "Prénom et nom")]
    public string? Name { get; init; }

    [Display(Name = "Rôle")]
    public string? Role { get; init; }

    [Display(Name = "Académie")]
    public string? Academy { get; init; }

    /// <summary>From the database, never posted.</summary>
    [BindNever]
    public IReadOnlyList<string> Academies { get; init; } = [];

    public AgentRequest? Read(ModelStateDictionary errors)
    {
        var name = Name?.Trim() ?? "";
        if (!EmailAddress.TryParse(Email, out var email))
            errors.AddModelError(nameof(Email), WrongEmail);
        if (name.Length is 0 or > Agent.NameMaxLength || name.Any(char.IsControl))
            errors.AddModelError(nameof(Name), WrongName);
        if (!Enum.GetNames<AgentRole>().Contains(Role, StringComparer.Ordinal))
            errors.AddModelError(nameof(Role), MissingRole);
        return errors.IsValid
            ? new AgentRequest { Email = email, Name = name, Role = Enum.Parse<AgentRole>(Role!), Academy = Academy }
            : null;
    }

    /// <summary>The field that a refusal is about.</summary>
    public static string FieldOf(AgentRefusal refusal) => refusal == AgentRefusal.AlreadyThere ? nameof(Email) : nameof(Academy);
}
