using ElectorPortal.Web.Data.PostgreSql;
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
}
