using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The views through which somebody sees the read model: temporary ones, which SQLite finds before the tables of the same names. A view of
/// a table is as fast as the table with the condition, so the indexes serve as before.
/// </summary>
internal sealed class VisibleViews
{
    private const string None = "0";

    private readonly Visibility _visibility;
    private readonly Dictionary<string, string?> _conditions;

    private VisibleViews(Visibility visibility)
    {
        _visibility = visibility;
        _conditions = visibility.LimitsRows ? Limits() : [];

        // What projection reports about deliveries may hold anything, and counts of the whole business have no account.
        foreach (var table in (string[])["DeliveryFailures", "StepFailures", "DeliveryNotes"])
            _conditions[table] = None;
    }

    /// <summary>The statements that create the views.</summary>
    /// <param name="visibility">What somebody sees.</param>
    /// <param name="model">The tables and their columns.</param>
    /// <exception cref="InvalidOperationException">A table has no rule.</exception>
    public static string Of(Visibility visibility, IModel model)
    {
        var views = new VisibleViews(visibility);
        return string.Join('\n', model.GetEntityTypes().Select(views.ViewOf).OfType<string>());
    }

    private string? ViewOf(IEntityType table)
    {
        var name = table.GetTableName()!;
        if (_visibility.LimitsRows && !_conditions.ContainsKey(name))
            throw new InvalidOperationException($"Whose rows of {name} are visible is not defined.");
        var condition = _conditions.GetValueOrDefault(name);
        var masks = _visibility.MasksNumbers ? ColumnMasks.Of(name) : null;
        if (condition is null && masks is null)
            return null;
        var columns = table.GetFlattenedProperties().Select(property => property.GetColumnName()).Select(column =>
            name == "Contacts" && column == "CallCount" && _visibility.LimitsRows ? $"{CallCount} AS CallCount"
            : masks?.GetValueOrDefault(column) is { } masked ? $"{masked} AS \"{column}\""
            : $"\"{column}\"");
        return $"CREATE TEMP VIEW \"{name}\" AS SELECT {string.Join(", ", columns)} FROM main.\"{name}\" AS Stored{(condition is null ? "" : $" WHERE {condition}")};";
    }

    private string CallCount => $"(SELECT COUNT(*) FROM main.Calls AS Visible WHERE Visible.ContactId = Stored.ContactId AND {CallsAs("Visible")})";

    private Dictionary<string, string?> Limits()
    {
        var ofCall = $"EXISTS (SELECT 1 FROM main.Calls AS Visible WHERE Visible.CdrId = Stored.CdrId AND {CallsAs("Visible")})";
        return new Dictionary<string, string?>
        {
            ["Calls"] = CallsAs("Stored"),
            ["CallDeliveries"] = ofCall,
            ["CallUuids"] = ofCall,
            ["SummaryRejections"] = ofCall,
            ["CallIvrKeys"] = $"EXISTS (SELECT 1 FROM main.Calls AS Visible WHERE Visible.SortKey = Stored.SortKey AND {CallsAs("Visible")})",
            ["CallTags"] = $"EXISTS (SELECT 1 FROM main.Calls AS Visible WHERE Visible.SortKey = Stored.SortKey AND {CallsAs("Visible")})",
            ["CallInsightValues"] = $"EXISTS (SELECT 1 FROM main.Calls AS Visible WHERE Visible.SortKey = Stored.SortKey AND {CallsAs("Visible")})",
            ["CallDecisions"] = ofCall,
            ["CallInsights"] = CallsAs("Stored"),

            // A summary that waits for its call has no agent yet.
            ["Summaries"] = _visibility.SeesOwnCallsOnly ? ofCall : Accounts("Stored"),
            ["FollowUps"] = FollowUpsAs("Stored"),
            ["FollowUpDecisions"] = $"""
                EXISTS (SELECT 1 FROM main.FollowUps AS Visible WHERE {FollowUpsAs("Visible")}
                    AND Visible.Id = (SELECT MAX(Id) FROM main.FollowUps WHERE PhoneKey = Stored.PhoneKey AND Id <= Stored.SortKey))
                """,
            ["Contacts"] = Contacts,
            ["ContactPhoneKeys"] = Contacts,
            ["ContactLabels"] = Contacts,
            ["StageStays"] = Contacts,
            ["TimelineEntries"] = Contacts,
            ["Tasks"] = Contacts,
            ["CallCounts"] = _visibility.SeesOwnCallsOnly ? None : Accounts("Stored"),
            ["CallerDays"] = None,
            ["Tallies"] = None,

            // The business's own people, and positions in the log.
            ["TeamMembers"] = null,
            ["StaffMembers"] = null,
            ["MarkedNumbers"] = null,
            ["Checkpoints"] = null,
            ["ReceiptSpans"] = null,
        };
    }

    private string Contacts => $"""
        (EXISTS (SELECT 1 FROM main.Calls AS Visible WHERE Visible.ContactId = Stored.ContactId AND {CallsAs("Visible")})
        OR EXISTS (SELECT 1 FROM main.ContactPhoneKeys AS Number JOIN main.FollowUps AS Visible ON Visible.PhoneKey = Number.PhoneKey
            WHERE Number.ContactId = Stored.ContactId AND {FollowUpsAs("Visible")}))
        """;

    private string CallsAs(string row) => !_visibility.SeesOwnCallsOnly ? Accounts(row)
        : _visibility.StaffKey is { } staff ? $"({row}.StaffKey = {Quote(staff)} AND {Accounts(row)})"
        : None;

    private string FollowUpsAs(string row) => _visibility.SeesOwnCallsOnly ? $"({row}.State = {(int)FollowUpState.Open} AND {Accounts(row)})" : Accounts(row);

    private string Accounts(string row) => _visibility.Accounts is { } accounts ? $"{row}.AccountKey IN ({string.Join(", ", accounts.Select(Quote))})" : "1";

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
