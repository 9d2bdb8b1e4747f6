using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

public sealed class SearchTermsTests
{
    private static readonly PhoneBook Phones = new("IN");

    [Theory]
    [InlineData("Asha", "\"asha\"*", "(\"ash\" AND \"sha\")")]
    [InlineData(" Asha  Ku ", "\"asha\"* AND \"ku\"*", null)]
    [InlineData("a\" OR b", "\"a\"* AND \"or\"* AND \"b\"*", null)]
    [InlineData("कीमत", "\"कीमत\"*", "(\"कीम\" AND \"ीमत\")")]
    [InlineData("“Price?”", "\"price\"*", "(\"pri\" AND \"ric\" AND \"ice\")")]
    [InlineData("asha@", "\"asha\"*", "(\"ash\" AND \"sha\")")]
    [InlineData("asha@example.com", "\"asha@example.com\"*", null)]
    [InlineData("--- %", null, null)]
    [InlineData("  ", null, null)]
    [InlineData("080000 00001", "(\"080000\"* AND \"00001\"*) OR \"918000000001\"", null)]
    [InlineData("00 91 (80000) 00001", "(\"00\"* AND \"91\"* AND \"80000\"* AND \"00001\"*) OR \"918000000001\"", null)]
    [InlineData("\u202a+91 80000\u200b00001\u202c", "(\"91\"* AND \"8000000001\"*) OR \"918000000001\"", null)]
    [InlineData("+911909", "\"911909\"*", "(\"911\" AND \"119\" AND \"190\" AND \"909\") OR (\"190\" AND \"909\")")]
    [InlineData("1909", "\"1909\"*", "(\"190\" AND \"909\")")]
    [InlineData("00001", "\"00001\"*", "(\"000\" AND \"001\")")]
    [InlineData("80000 000", "\"80000\"* AND \"000\"*", "(\"800\" AND \"000\")")]
    [InlineData("+44 (0)20 7946 0958", "(\"44\"* AND \"0)20\"* AND \"7946\"* AND \"0958\"*) OR \"442079460958\"", null)]
    public void Parse_WhatPeopleType_BecomesQueries(string text, string? words, string? fragments)
    {
        var terms = SearchTerms.Parse(text, Phones);

        Assert.Equal((words, fragments), (terms.Words, terms.Fragments?.Match));
    }
}
