using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Security.SecurityCodes;

namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>SecurityCode</c>.</summary>
internal sealed class SecurityCodeOptions : ISettings
{
    public static string Section => "SecurityCode";

    /// <summary>Digits to copy; four in 2018.</summary>
    public int Length { get; set; } = 4;

    /// <summary>Long enough for somebody who looks for his NUMEN meanwhile.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The same digits every time, for load and acceptance tests; never in production.</summary>
    public string? FixedCode { get; set; }

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (Length is < 4 or > SecurityCode.MaxLength)
            yield return $"SecurityCode:Length doit être compris entre 4 et {SecurityCode.MaxLength}.";
        if (FixedCode is null)
            yield break;
        if (environment.IsProduction())
            yield return "SecurityCode:FixedCode est interdit en production.";
        if (FixedCode.Length is 0 or > SecurityCode.MaxLength || !FixedCode.All(char.IsAsciiDigit))
            yield return $"SecurityCode:FixedCode doit être fait de 1 à {SecurityCode.MaxLength} chiffres.";
    }
}

/// <summary>Section <c>Password</c>.</summary>
internal sealed class PasswordOptions : ISettings
{
    public static string Section => "Password";

    public int MinLength { get; set; } = new PasswordTerms().MinLength;

    public int MaxLength { get; set; } = new PasswordTerms().MaxLength;

    /// <summary>bcrypt cost: the number of rounds is 2 to that power.</summary>
    public int Cost { get; set; } = 11;

    /// <summary>How many people may wait for their password to be looked at, on one node; the next ones are asked to come back.</summary>
    public int QueueLength { get; set; } = 200;

    /// <summary>Whether passwords that wait together are computed together, four on a thread.</summary>
    public bool Interleaved { get; set; } = true;

    public PasswordTerms ToTerms() => new() { MinLength = MinLength, MaxLength = MaxLength };

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (MinLength < 8 || MaxLength > PasswordRules.MaxBytes || MinLength > MaxLength)
            yield return $"Password:MinLength et Password:MaxLength doivent tenir entre 8 et {PasswordRules.MaxBytes}, dans cet ordre.";
        if (Cost is < 4 or > 16 || (environment.IsProduction() && Cost < 10))
            yield return "Password:Cost doit être compris entre 10 et 16.";
        if (QueueLength < 1)
            yield return "Password:QueueLength doit être au moins 1.";
    }
}

/// <summary>Section <c>DataProtection</c>.</summary>
internal sealed class KeyRingOptions : ISettings
{
    public static string Section => "DataProtection";

    /// <summary>A PKCS#12 file with its private key, which encrypts the key ring kept in the database.</summary>
    public string? CertificatePath { get; set; }

    public string? CertificatePassword { get; set; }

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (string.IsNullOrWhiteSpace(CertificatePath))
        {
            if (environment.IsProduction())
                yield return "DataProtection:CertificatePath manque : sans certificat, les clés seraient en clair dans la base.";
        }
        else if (!File.Exists(CertificatePath))
        {
            yield return $"DataProtection:CertificatePath : le fichier « {CertificatePath} » n'existe pas.";
        }
        else if (LoadCertificate() is null)
        {
            yield return $"DataProtection:CertificatePath : « {CertificatePath} » ne s'ouvre pas avec DataProtection:CertificatePassword, "
                + "ou n'a pas de clé privée.";
        }
    }

    /// <summary>Null where there is none, or none that can be used.</summary>
    public X509Certificate2? LoadCertificate()
    {
        if (!File.Exists(CertificatePath))
            return null;

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(CertificatePath, CertificatePassword);
            return certificate.HasPrivateKey ? certificate : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
