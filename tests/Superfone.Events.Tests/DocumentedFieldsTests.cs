using System.Text.Json;

namespace Superfone.Events.Tests;

public sealed class DocumentedFieldsTests
{
    public static TheoryData<string> Names => [.. EventNames.All.Where(name => File.Exists(PathOf(name)))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_OfEachEvent_HasDocumentedFieldsOnly(string name)
    {
        Assert.True(EventNames.TryParse(name, out var kind));

        Assert.All(PathsOf(JsonElement.Parse(File.ReadAllText(PathOf(name))), ""), path => Assert.True(DocumentedFields.Contain(kind, path), path));
    }

    [Theory]
    [InlineData(EventKind.AllCalls, "cdr_uuid", false)]
    [InlineData(EventKind.SummaryReady, "cdr_uuid", true)]
    [InlineData(EventKind.AllCalls, "cdr_recording_url", false)]
    [InlineData(EventKind.SummaryReady, "contact_id", false)]
    [InlineData(EventKind.AllCalls, "ivr_inputs[].userPressedKey", true)]
    [InlineData(EventKind.AllCalls, "ivr_inputs.userPressedKey", false)]
    [InlineData(null, "task_id", true)]
    [InlineData(null, "shoe_size", false)]
    public void Field_IsDocumentedForItsEventsAlone(EventKind? kind, string path, bool expected) =>
        Assert.Equal(expected, DocumentedFields.Contain(kind, path));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "payloads", $"{name}.json");

    private static IEnumerable<string> PathsOf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object when !DocumentedFields.IsFree(path) => value.EnumerateObject().SelectMany(field =>
        {
            var inner = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            return PathsOf(field.Value, inner).Prepend(inner);
        }),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => PathsOf(item, $"{path}[]")),
        _ => [],
    };
}
