using ElectorPortal.Domain.Corrections;

namespace ElectorPortal.Domain.Tests.Corrections;

public sealed class CorrectionRulesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2, 1)]
    [InlineData(1, 2, 3)]
    [InlineData(3, 1, 2)]
    [InlineData(null, 1, 2, 3)]
    public void Three_may_wait_each_in_its_slot(int? expected, params int[] taken) => Assert.Equal(expected, CorrectionRules.FreeSlot(taken));
}
