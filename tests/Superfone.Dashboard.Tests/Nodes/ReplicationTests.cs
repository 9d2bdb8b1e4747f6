using System.Data.Common;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.PostgreSql;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>Commits that wait for a replica, which does not confirm them until the server gives up waiting.</summary>
public sealed class ReplicationTests : IDisposable
{
    private readonly string _folder = DatabaseServer.CreateFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Commit_WithoutItsReplica_IsNotAcknowledged()
    {
        NodeSwitch.SkipUnlessOn();
        NodeSwitch.SkipWithoutPrograms();
        using var server = DatabaseServer.Create(_folder);
        using var replica = await server.ReplicateAsync();
        using var store = new PostgreSqlStore(Options.Create(new StorageOptions
        {
            Provider = StorageProvider.Postgres,
            ConnectionString = $"{server.ConnectionString};Command Timeout=2",
        }));
        new PostgreSqlMigration(store).Run();
        var log = new PostgreSqlEventLog(store, new DeliverySignal(), new SingleNode());
        using var writer = log.OpenWriter(TimeSpan.Zero);
        writer.Append([Pending(1)]);
        replica.SignalReceiver("STOP");

        // PostgreSQL has it, and says so; a failover to the replica would lose it.
        Assert.ThrowsAny<DbException>(() => writer.Append([Pending(2)]));
        Assert.ThrowsAny<DbException>(() => log.Append(new Decision { Kind = DecisionKind.CloseFollowUp, Subject = "+918000000001", DecidedBy = "asha@example.com" }));

        replica.SignalReceiver("CONT");
        writer.Append([Pending(3)]);
        Assert.Equal(3, log.OpenReader().LastDeliveryId);
    }

    private static PendingDelivery Pending(long cdrId)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Payload.AnsweredCall(cdrId));
        return new PendingDelivery(ReceivedBody.Plain(body), EventClassifier.Classify(body), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }
}
