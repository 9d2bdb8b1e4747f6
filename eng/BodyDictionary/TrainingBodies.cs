using System.Text.Json;
using System.Text.Json.Nodes;
using Superfone.Simulation;

namespace Superfone.Dashboard.Dictionaries;

/// <summary>The bodies that a dictionary is trained on: all documented events of made-up businesses, in English and Hindi. The same every time.</summary>
internal static class TrainingBodies
{
    // One body in so many is written as the payload reference shows it: indented.
    private const int IndentedShare = 8;
    private const int Days = 12;

    private static readonly string[] Businesses =
        ["Kaveri Home Interiors", "Acme Pvt Ltd", "Sunrise Dental Care", "Om Sai Traders", "Kaveri Home Interiors", "Metro Builders"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All bodies.</summary>
    public static IEnumerable<byte[]> All() =>
        Businesses.SelectMany(Bodies).Select((body, index) => index % IndentedShare == 0 ? JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(body), Indented) : body);

    private static IEnumerable<byte[]> Bodies(string business, int index) => DeliverySequence.Of(new SimulationOptions
    {
        Seed = 1711 * (index + 1),
        StartUtc = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).AddDays(17 * index),
        History = TimeSpan.FromDays(Days),
        Live = TimeSpan.Zero,
        OrganizationName = business,
        Numbers = [$"+9180000999{index:D2}"],
        Recordings = new Uri(index % 2 == 0 ? "https://superfone-recordings.s3.ap-south-1.amazonaws.com/" : "https://recordings.s3.amazonaws.com/"),
        NamesUuids = index % 2 == 1,
    }).Select(delivery => delivery.Body);
}
