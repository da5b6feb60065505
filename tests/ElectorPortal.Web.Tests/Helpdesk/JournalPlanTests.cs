using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ElectorPortal.Web.Tests.Helpdesk;

/// <summary>However long the journal is, a page of it is read from an index, in its order: no scan, no sort.</summary>
public sealed partial class JournalPlanTests
{
    [Theory]
    [InlineData(AgentRole.Supervisor, "")]
    [InlineData(AgentRole.Supervisor, "?evenement=SignIn")]
    [InlineData(AgentRole.Supervisor, "?resultat=Failed")]
    [InlineData(AgentRole.Supervisor, "?academie=Amiens&jour=2018-11-30")]
    [InlineData(AgentRole.Supervisor, "?avant=636791760000000000-5")]
    [InlineData(AgentRole.Agent, "")]
    [InlineData(AgentRole.Agent, "?evenement=SignIn&resultat=Refused")]
    [InlineData(AgentRole.Agent, "?avant=636791760000000000-5")]
    public async Task A_page_is_read_from_an_index_in_its_order(AgentRole role, string query)
    {
        await using var app = await PortalApp.StartAsync();
        var agent = await app.Agents.SignInAsync(role);
        using var statements = new Recorder(app.OwnDatabase.ConnectionString);

        await agent.GetAsync($"/helpdesk/journal{query}");

        var plan = Assert.Single(statements.Plans, text => text.Contains("ORDER BY", StringComparison.Ordinal) && text.Contains("\"Journal\"", StringComparison.Ordinal));
        Assert.Matches("SEARCH j USING|SCAN j USING INDEX", plan);
        Assert.DoesNotMatch(Scan(), plan);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bernard")]
    [InlineData("camille.bernard1@ac-amiens.fr")]
    public async Task An_elector_is_looked_for_by_an_index(string typed)
    {
        await using var app = await PortalApp.StartAsync();
        await app.Electors.AddAsync();
        var agent = await app.Agents.SignInAsync(AgentRole.Supervisor);
        using var statements = new Recorder(app.OwnDatabase.ConnectionString);

        await agent.GetAsync($"/helpdesk/electeurs?electeur={Uri.EscapeDataString(typed)}");

        var plans = statements.Plans.Where(text => text.Contains("\"FoldedFirstNames\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(plans);
        Assert.All(plans, plan => Assert.DoesNotMatch(ElectorScan(), plan));
    }

    /// <summary>A table read from one end to the other.</summary>
    [GeneratedRegex(@"SCAN j(?! USING)")]
    private static partial Regex Scan();

    /// <summary>The electors themselves; those found are read in a second step under another name.</summary>
    [GeneratedRegex(@"(?m)^SCAN e$")]
    private static partial Regex ElectorScan();

    /// <summary>Notes what is asked of one database, and asks it how it goes about it.</summary>
    private sealed class Recorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string connectionString;
        private readonly List<IDisposable> subscriptions = [];
        private readonly List<(string Text, Dictionary<string, object?> Values)> commands = [];

        public Recorder(string connectionString)
        {
            this.connectionString = connectionString;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        /// <summary>Each statement with its plan.</summary>
        public IReadOnlyList<string> Plans => [.. commands.Where(command => command.Text.StartsWith("SELECT", StringComparison.Ordinal)).Select(Explain)];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name
                && value.Value is CommandEventData { Command: { Connection: SqliteConnection connection } command }
                && connection.DataSource == new SqliteConnectionStringBuilder(connectionString).DataSource)
            {
                lock (commands)
                    commands.Add((command.CommandText, command.Parameters.Cast<DbParameter>().ToDictionary(one => one.ParameterName, one => one.Value)));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

        private string Explain((string Text, Dictionary<string, object?> Values) command)
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            using var explain = connection.CreateCommand();
            explain.CommandText = $"EXPLAIN QUERY PLAN {command.Text}";
            foreach (var (name, value) in command.Values)
                explain.Parameters.AddWithValue(name, value ?? DBNull.Value);
            using var reader = explain.ExecuteReader();
            var lines = new List<string> { command.Text };
            while (reader.Read())
                lines.Add(reader.GetString(3));
            return string.Join('\n', lines);
        }
    }
}
