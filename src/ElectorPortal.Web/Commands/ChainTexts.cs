using ElectorPortal.Web.Security.Seals;

namespace ElectorPortal.Web.Commands;

/// <summary>What <c>database check</c> says of the journal's chain.</summary>
internal static class ChainTexts
{
    private const string Name = "Le journal est tel qu'il a été scellé";

    public static string Of(ChainVerdict verdict) =>
        verdict.Broken is { } broken ? $"ROMPU   {Name} : {Of(broken.Fault, broken.Number)}" : $"ok      {Name}";

    public static string Of(ChainNote? head) => head is null
        ? "Le journal n'a pas encore de sceau."
        : $"Tête de la chaîne du journal, à noter ailleurs : {head}";

    private static string Of(ChainFault fault, long number) => fault switch
    {
        ChainFault.SealMissing => $"le sceau de position {number} manque",
        ChainFault.EntryMissing => $"l'entrée {number} a disparu",
        ChainFault.EntryChanged => $"l'entrée {number}, ou son sceau, a été modifiée",
        ChainFault.EntryUnsealed =>
            $"l'entrée {number} n'a toujours pas de sceau : aucun portail ne tourne, ou elle a été glissée parmi les autres",
        ChainFault.NoteBroken =>
            $"la chaîne ne passe pas par la note de position {number} : des entrées ont été retirées avec leurs sceaux, ou refaites",
        ChainFault.BeginningForged => $"le début de la chaîne, à la position {number}, n'a pas été posé par le portail : des entrées anciennes ont été retirées",
        ChainFault.NotePurged => $"la note de position {number} est plus ancienne que ce qui reste du journal après la purge : prenez une note plus récente",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
