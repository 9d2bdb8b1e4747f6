using Superfone.Dashboard.Configuration.Logs;

namespace Superfone.Dashboard.Tests.Faults;

public sealed class RepeatedErrorTests
{
    [Fact]
    public void Error_ThatRepeats_IsNewAgainOnceItChangedOrWasOver()
    {
        var failure = new RepeatedError();
        var (full, locked) = (new IOException("full"), new IOException("locked"));

        Assert.Equal([true, false, true, true], new[] { full, full, locked, full }.Select(failure.IsNew));
        failure.End();
        Assert.True(failure.IsNew(full));
    }
}
