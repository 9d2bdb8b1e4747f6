using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>What the runners of all destinations share.</summary>
internal sealed record RunnerParts(
    PassableLog Log, PassingTable Table, PassingQueries Queries, PrimaryWriter Writer, PhoneBook Phones, ItemFinder Items, PostFactory Posts, DestinationClient Client,
    DestinationSecrets Secrets, DestinationMetrics Metrics, ILeases Leases, TimeProvider Time, ILogger<DestinationRunner> Logger);
