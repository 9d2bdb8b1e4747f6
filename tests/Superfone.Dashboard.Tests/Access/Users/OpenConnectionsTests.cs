using Superfone.Dashboard.Access.Sessions;

namespace Superfone.Dashboard.Tests.Access.Users;

public sealed class OpenConnectionsTests
{
    private static readonly Credential Session = new("session", "1");

    [Fact]
    public void Abort_WhileAConnectionEnds_LeavesThatOneAlone()
    {
        var connections = new OpenConnections();
        IDisposable? ending = null;
        var aborted = new List<string>();
        using var first = connections.Add(Session, () =>
        {
            aborted.Add("first");
            ending!.Dispose();
        });
        ending = connections.Add(Session, () => aborted.Add("ending"));

        connections.Abort(Session);

        Assert.Equal(["first"], aborted);
    }
}
