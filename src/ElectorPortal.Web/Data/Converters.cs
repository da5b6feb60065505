using ElectorPortal.Domain.Electors;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ElectorPortal.Web.Data;

/// <summary>Every instant of the model is UTC; databases that do not keep the kind get it back here.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value,
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));

internal sealed class EmailAddressConverter() : ValueConverter<EmailAddress, string>(
    address => address.Value,
    stored => EmailAddress.Parse(stored));
