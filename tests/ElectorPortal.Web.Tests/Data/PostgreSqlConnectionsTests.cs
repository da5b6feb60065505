using ElectorPortal.Web.Data.PostgreSql;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElectorPortal.Web.Tests.Data;

public sealed class PostgreSqlConnectionsTests
{
    [Fact]
    public void Statements_stay_prepared_unless_the_settings_say_otherwise()
    {
        var tuned = new NpgsqlConnectionStringBuilder(PostgreSqlConnections.Tuned("Host=db;Username=portal"));
        var told = new NpgsqlConnectionStringBuilder(PostgreSqlConnections.Tuned("Host=db;Username=portal;Max Auto Prepare=0;No Reset On Close=false"));

        Assert.True(tuned.MaxAutoPrepare > 0);
        Assert.True(tuned.NoResetOnClose);
        Assert.Equal("db", tuned.Host);
        Assert.Equal(0, told.MaxAutoPrepare);
        Assert.False(told.NoResetOnClose);
    }

    [Fact]
    public async Task A_save_that_is_left_lying_is_given_up_by_the_database_unless_the_settings_say_otherwise()
    {
        await using var app = await PortalApp.StartAsync(Database.PostgreSql);

        var limit = await app.WithDbAsync(db => db.Database
            .SqlQuery<string>($"""SELECT current_setting('idle_in_transaction_session_timeout') AS "Value" """)
            .SingleAsync(TestContext.Current.CancellationToken));

        Assert.Equal("20s", limit);
        Assert.Equal("-c jit=off", new NpgsqlConnectionStringBuilder(PostgreSqlConnections.Tuned("Host=db;Options=-c jit=off")).Options);
    }
}
