using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.SecurityCodes;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>What a request for a new identifier is judged on, and what it changes where it is accepted.</summary>
/// <param name="IsAccepted">By an earlier post of the same form.</param>
/// <param name="Identifier">The one in force; null where the portal has given none yet.</param>
/// <param name="Code">Null where this session was shown no such code.</param>
/// <param name="OthersOnNumber">Electors who were sent an identifier to the same number; counted up to <see cref="ReassortRules.ElectorsPerNumber"/>.</param>
internal sealed record ReassortCase(Elector Elector, bool IsAccepted, IssuedIdentifier? Identifier, SecurityCode? Code, int OthersOnNumber)
{
    public ReassortRemark? Remark => OthersOnNumber < ReassortRules.ElectorsPerNumber ? null : ReassortRemark.SharedNumber;
}

/// <summary>Reads a case by one question, which is made up once.</summary>
internal sealed class ReassortCases(KeyedHash hash)
{
    /// <summary>Of this portal's database alone: it is compiled for the first that it is asked of.</summary>
    private readonly Func<PortalDbContext, int, Guid, Guid, Guid, byte[], CancellationToken, Task<ReassortCase>> read = EF.CompileAsyncQuery(
        (PortalDbContext db, int electorId, Guid formKey, Guid codeId, Guid sessionId, byte[] numberHash, CancellationToken _) =>
            (from elector in db.Electors
             where elector.Id == electorId
             from identifier in db.Identifiers.Where(row => row.ElectorId == elector.Id).DefaultIfEmpty()
             from code in db.SecurityCodes.Where(row => row.Id == codeId && row.SessionId == sessionId).DefaultIfEmpty()
             let isAccepted = db.ReassortRequests.Any(request => request.ElectorId == electorId && request.FormKey == formKey)
             let others = db.ReassortRequests
                 .Where(request => request.NumberHash == numberHash && request.ElectorId != electorId)
                 .Select(request => request.ElectorId)
                 .Distinct()
                 .Take(ReassortRules.ElectorsPerNumber)
                 .Count()
             select new ReassortCase(elector, isAccepted, identifier, code, others)).Single());

    /// <returns>Its rows are tracked: what is changed in them is saved with the rest.</returns>
    public Task<ReassortCase> ReadAsync(
        PortalDbContext db, int electorId, Guid formKey, MobileNumber number, SecurityCodeAnswer answer, CancellationToken cancellation) =>
        read(db, electorId, formKey, answer.CodeId, answer.SessionId, hash.Of(number), cancellation);
}
