namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The columns that may hold a customer's number, with the expressions that mask them. Keys stay as they are, for joins and for finding a
/// complete number; no item holds one. The numbers of agents and the business's own numbers are not masked.
/// </summary>
internal static class ColumnMasks
{
    // Phone is computed from it.
    private const string Unread = "NULL";

    private static readonly Dictionary<string, Dictionary<string, string>> ByTable = new()
    {
        ["Calls"] = new()
        {
            ["Phone"] = Number,
            ["OtherPhone"] = Unread,
            ["IvrInputs"] = By(MaskFunctions.Json, "IvrInputs"),
            ["DtmfDigits"] = By(MaskFunctions.Json, "DtmfDigits"),
            ["Tags"] = By(MaskFunctions.Json, "Tags"),
        },
        ["FollowUpDecisions"] = new() { ["Note"] = By(MaskFunctions.Text, "Note") },
        ["CallDecisions"] = new() { ["Note"] = By(MaskFunctions.Text, "Note") },
        ["FollowUps"] = new() { ["Phone"] = Number, ["Note"] = By(MaskFunctions.Text, "Note") },
        ["Summaries"] = new()
        {
            ["Text"] = By(MaskFunctions.Text, "Text"),
            ["Insights"] = By(MaskFunctions.CompressedJson, "Insights"),
            ["Transcript"] = By(MaskFunctions.CompressedJson, "Transcript"),
        },
        ["CallInsights"] = new() { ["Title"] = By(MaskFunctions.Text, "Title"), ["Value"] = By(MaskFunctions.Text, "Value") },
        ["CallInsightValues"] = new() { ["Value"] = By(MaskFunctions.Text, "Value") },
        ["TimelineEntries"] = new() { ["Value"] = By(MaskFunctions.Value, "Value"), ["Before"] = By(MaskFunctions.Value, "Before") },
        ["Contacts"] = Contacts(),
    };

    // The key has the country code.
    private static string Number => $"COALESCE({By(MaskFunctions.Text, "PhoneKey")}, {By(MaskFunctions.Text, "Phone")})";

    /// <summary>The expressions of a table by column; <see langword="null"/> if it has no such column.</summary>
    public static IReadOnlyDictionary<string, string>? Of(string table) => ByTable.GetValueOrDefault(table);

    private static Dictionary<string, string> Contacts()
    {
        string[] texts = ["FirstName", "LastName", "Name", "BusinessName", "Source", "SourceType", "AdditionalInfo", "City"];
        string[] lists = ["Phones", "Emails", "Labels", "Products"];
        return new Dictionary<string, string>(
        [
            .. texts.Select(column => KeyValuePair.Create(column, By(MaskFunctions.Text, column))),
            .. lists.Select(column => KeyValuePair.Create(column, By(MaskFunctions.Json, column))),
            KeyValuePair.Create("CustomFields", By(MaskFunctions.Fields, "CustomFields")),
        ]);
    }

    private static string By(string function, string column) => $"{function}(\"{column}\")";
}
