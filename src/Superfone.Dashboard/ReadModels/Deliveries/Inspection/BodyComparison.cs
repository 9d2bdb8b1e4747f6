using System.Text.Json;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>The differences between two bodies.</summary>
/// <param name="IsSame">Whether they are identical byte for byte.</param>
/// <param name="Fields">The fields that differ, in the order of the later body; the first hundred.</param>
/// <param name="Count">The number of fields that differ.</param>
public sealed record BodyComparison(bool IsSame, IReadOnlyList<FieldDifference> Fields, int Count)
{
    private const int MostShown = 100;

    /// <summary>Compares two bodies; <see langword="null"/> if one of them is not JSON.</summary>
    /// <param name="earlier">The earlier body.</param>
    /// <param name="later">The later body.</param>
    public static BodyComparison? Of(ReadOnlyMemory<byte> earlier, ReadOnlyMemory<byte> later)
    {
        if (earlier.Span.SequenceEqual(later.Span))
            return new BodyComparison(true, [], 0);
        try
        {
            // Signatures are compared as well, although they are never shown.
            using var first = JsonDocument.Parse(EventClassifier.WithoutByteOrderMark(earlier));
            using var second = JsonDocument.Parse(EventClassifier.WithoutByteOrderMark(later));
            var differences = new JsonDifferences(MostShown);
            differences.Compare(first.RootElement, second.RootElement);
            return new BodyComparison(false, differences.Found, differences.Count);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A field that differs between two bodies.</summary>
/// <param name="Path">The field, such as <c>contact_phones[0].phone</c>.</param>
/// <param name="Before">Its value in the earlier body as JSON; <see langword="null"/> if it is absent.</param>
/// <param name="Now">Its value in the later body.</param>
public sealed record FieldDifference(string Path, string? Before, string? Now)
{
    /// <summary>Whether the difference cannot be shown: it is in a signature, or only in the notation of the same value.</summary>
    public bool IsHidden => Before == Now;
}
