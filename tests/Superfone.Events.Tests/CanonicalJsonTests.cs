using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Superfone.Events.Reading;

namespace Superfone.Events.Tests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":2}""", """{ "a" : 2, "b" : 1 }""")]
    [InlineData("""{"x":{"b":[1,{"d":1,"c":2}],"a":null}}""", "{\"x\":{\n\"a\":null,\t\"b\":[1, {\"c\":2,\"d\":1}]}}")]
    public void Hash_KeyOrderAndWhiteSpace_MakeNoDifference(string one, string other) => Assert.Equal(Hash(one), Hash(other));

    [Theory]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("1", "1.0")]
    [InlineData("1", "\"1\"")]
    [InlineData("\"a\"", "\"a \"")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("""{"a":1}""", """{"A":1}""")]
    public void Hash_AnyOtherDifference_Counts(string one, string other) => Assert.NotEqual(Hash(one), Hash(other));

    [Fact]
    public void Text_NumbersAndStrings_StayAsTheyStand() =>
        Assert.Equal("""{"a":1.50,"b":"\u0041é"}""", CanonicalJson.Text(JsonElement.Parse("""{ "b": "\u0041é", "a": 1.50 }""")));

    [Property]
    public Property Hash_ShuffledObject_IsTheSame() => Prop.ForAll(
        ArbMap.Default.ArbFor<Dictionary<NonNull<string>, int>>(),
        ArbMap.Default.ArbFor<int>(),
        (fields, seed) =>
        {
            var entries = fields.DistinctBy(field => field.Key.Get).ToArray();
            var shuffled = entries.ToArray();
            new System.Random(seed).Shuffle(shuffled);
            return Hash(Object(entries)).SequenceEqual(Hash(Object(shuffled)));
        });

    private static byte[] Hash(string json) => CanonicalJson.Hash(JsonElement.Parse(json));

    private static string Object(IEnumerable<KeyValuePair<NonNull<string>, int>> fields) =>
        new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key.Get, (JsonNode?)field.Value))).ToJsonString();
}
