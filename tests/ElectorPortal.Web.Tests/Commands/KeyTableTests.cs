using ElectorPortal.Web.Commands.Electors;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class KeyTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(20_000)]
    public void It_holds_what_a_dictionary_holds_however_far_it_must_grow(int expected)
    {
        var random = new Random(2018);
        var table = new KeyTable<int>(expected);
        var peer = new Dictionary<ulong, int>();
        for (var number = 0; number < 20_000; number++)
        {
            // Few values, many of them twice, and neighbours that end up in the same places.
            var key = (ulong)random.Next(0, 12_000) * 16;
            Assert.Equal(peer.TryAdd(key, number), table.TryAdd(key, number));
        }

        Assert.All(peer, entry => Assert.Equal(entry.Value, table.ValueOf(entry.Key)));
        Assert.All(Enumerable.Range(0, 1000), number => Assert.Equal(0, table.ValueOrDefault(((ulong)number * 16) + 7)));
    }

    [Fact]
    public void Zero_and_one_are_one_key_and_a_value_can_be_changed_where_it_lies()
    {
        var table = new KeyTable<int>(0);

        table.ValueOf(0) += 3;
        table.ValueOf(1) += 4;

        Assert.Equal(7, table.ValueOrDefault(0));
        Assert.Equal(0, table.ValueOrDefault(2));
    }
}
