using Bunit;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Tests.Text;

public sealed class MarkedTextTests : DisplayContext
{
    [Theory]
    [InlineData("Asha & <b>Kumar</b>", "kum", "Kumar")]
    [InlineData("Price, prices", "pricing", "Price|prices")]
    [InlineData("nothing of it", "else", "")]
    public void MarkedText_WhatWasSearched_StandsOut(string text, string typed, string marked)
    {
        var shown = Render<MarkedText>(parameters => parameters.Add(part => part.Text, text).Add(part => part.Spans, new WordSearch(typed).Find(text).Spans));

        Assert.Equal(marked, string.Join('|', shown.FindAll("mark").Select(mark => mark.TextContent)));
        Assert.Equal(text, string.Concat(shown.Nodes.Select(node => node.TextContent)));
    }
}
