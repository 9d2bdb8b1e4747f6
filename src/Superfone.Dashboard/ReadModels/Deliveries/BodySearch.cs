using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Finds text in the bodies of deliveries, both literally and as JSON escapes. Signatures are not searched.</summary>
/// <param name="text">The text.</param>
internal sealed class BodySearch(string text)
{
    private const int Around = 60;

    private readonly string[] _forms = [.. new[] { text, Escaped(text) }.Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Deliveries whose bodies contain the text; some may contain it in a signature only. PostgreSQL cannot read compressed bodies and answers all
    /// deliveries, of which <see cref="IsIn"/> tells those that pass.
    /// </summary>
    public IQueryable<Delivery> Among(PrimaryContext primary)
    {
        if (primary.Database.GetDbConnection() is not SqliteConnection connection)
            return primary.Deliveries;
        connection.CreateFunction<byte[], int, int?, string?, byte[]>(
            "content_of", static (body, size, dictionary, encoding) => new StoredBody(body, size, dictionary, encoding).ContentOrBytes(), isDeterministic: true);
        return _forms is [var only]
            ? primary.Deliveries.FromSql($"SELECT * FROM Deliveries WHERE CAST(content_of(Body, SizeBytes, Dictionary, Encoding) AS TEXT) LIKE {Pattern(only)} ESCAPE '!'")
            : primary.Deliveries.FromSql(
                $"""
                SELECT * FROM Deliveries WHERE CAST(content_of(Body, SizeBytes, Dictionary, Encoding) AS TEXT) LIKE {Pattern(_forms[0])} ESCAPE '!'
                    OR CAST(content_of(Body, SizeBytes, Dictionary, Encoding) AS TEXT) LIKE {Pattern(_forms[1])} ESCAPE '!'
                """);
    }

    /// <summary>Whether a body contains the text.</summary>
    public bool IsIn(StoredBody body)
    {
        var content = Encoding.UTF8.GetString(body.ContentOrBytes());
        return _forms.Any(form => content.Contains(form, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The part of each of a few bodies that contains the text; bodies that contain it in a signature only are left out.</summary>
    public async Task<Dictionary<long, string>> ExcerptsAsync(PrimaryContext primary, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var excerpts = new Dictionary<long, string>();
        var bodies = primary.Deliveries.Where(delivery => EF.Parameter(ids).Contains(delivery.Id)).Select(delivery => new { delivery.Id, Body = delivery.Stored() });
        await foreach (var row in bodies.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (ExcerptOf(BodyText.Masked(row.Body.ContentOrBytes())) is { } excerpt)
                excerpts.Add(row.Id, excerpt);
        }

        return excerpts;
    }

    private string? ExcerptOf(string body)
    {
        foreach (var form in _forms)
        {
            if (body.IndexOf(form, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            {
                var (start, end) = (Math.Max(0, at - Around), Math.Min(body.Length, at + form.Length + Around));
                return $"{(start > 0 ? "…" : null)}{body[start..end]}{(end < body.Length ? "…" : null)}";
            }
        }

        return null;
    }

    private static string Pattern(string form) =>
        $"%{form.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";

    // Zoë → Zo\u00eb
    private static string Escaped(string text) => string.Concat(text.Select(
        character => char.IsAscii(character) ? character.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")));
}
