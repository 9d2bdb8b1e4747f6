using Bunit;
using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Tests.Lists;

public sealed class RowListTests : DisplayContext
{
    private readonly Dictionary<string, TaskCompletionSource<Page<long>>> _parts = [];
    private readonly PagedRows<long> _list;

    public RowListTests() => _list = new PagedRows<long>(
        (cursor, _) => (_parts[cursor ?? ""] = new TaskCompletionSource<Page<long>>()).Task, row => row, NullLogger.Instance);

    [Fact]
    public void List_BeforeItsFirstPart_ShowsTheShapeOfRows()
    {
        _ = _list.LoadAsync();

        Assert.NotEmpty(RenderList().FindAll(".row-skeleton"));
    }

    [Fact]
    public async Task List_WithoutRows_SaysWhatToDo()
    {
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([], null));

        Assert.Equal("Nothing here", RenderList().Find(".row-list").TextContent.Trim());
    }

    [Fact]
    public async Task List_WithRows_ShowsThemAndOffersMoreWhileThereIsMore()
    {
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([3, 2], "two"));
        var list = RenderList();
        Assert.Equal(["3", "2"], list.FindAll("li").Select(row => row.TextContent));

        var pressed = list.Find("button").ClickAsync();
        await AnswerAsync(pressed, "two", new Page<long>([1], null));

        Assert.Equal(["3", "2", "1"], list.FindAll("li").Select(row => row.TextContent));
        Assert.Empty(list.FindAll("button"));
    }

    [Fact]
    public async Task List_ThatCannotBeRead_SaysSoAndTriesAgain()
    {
        await FailAsync(_list.LoadAsync(), "");
        var list = RenderList();
        TextAssert.Says("could not be loaded", list.Find("[role=alert] h2").TextContent);

        await AnswerAsync(list.Find("button").ClickAsync(), "", new Page<long>([1], null));

        Assert.Equal("1", list.Find("li").TextContent);
    }

    [Fact]
    public async Task List_WhoseNextPartCannotBeRead_KeepsItsRowsAndTriesAgain()
    {
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([2], "two"));
        var list = RenderList();
        await FailAsync(list.Find("button").ClickAsync(), "two");
        Assert.Equal("2", list.Find("li").TextContent);
        TextAssert.Says("more … could not be loaded", list.Find("[role=alert]").TextContent);

        // The browser still sees the end of the list, but a list that fails is not asked again and again.
        await list.InvokeAsync(list.Instance.NearEndAsync);
        Assert.Equal(["Try again"], list.FindAll("button").Select(button => button.TextContent.Trim()));

        await AnswerAsync(list.Find("button").ClickAsync(), "two", new Page<long>([1], null));
        Assert.Equal(["2", "1"], list.FindAll("li").Select(row => row.TextContent));
    }

    [Fact]
    public async Task List_WhoseEndComesNear_ReadsOnByItself()
    {
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([2], "two"));
        var list = RenderList();

        await AnswerAsync(list.InvokeAsync(list.Instance.NearEndAsync), "two", new Page<long>([1], "three"));

        Assert.Equal(["2", "1"], list.FindAll("li").Select(row => row.TextContent));
    }

    [Fact]
    public async Task List_ReturnedTo_HasAsManyRowsAsWhenItWasLeft()
    {
        JSInterop.SetupModule("./js/list.js").Setup<int>("settle", _ => true).SetResult(3);
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([3, 2], "two"));
        var list = RenderList();

        _parts["two"].SetResult(new Page<long>([1], "three"));

        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("li").Count));
        Assert.DoesNotContain("three", _parts.Keys);
    }

    [Fact]
    public async Task List_RenderedWhileItReturns_ScrollsOnceAllItsRowsAreThere()
    {
        var module = JSInterop.SetupModule("./js/list.js");
        var settling = module.Setup<int>("settle", _ => true);
        module.SetupVoid("watch", _ => true).SetVoidResult();
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([3, 2], "two"));
        var list = RenderList();
        list.WaitForAssertion(() => Assert.Single(settling.Invocations));

        list.Render();
        Assert.Empty(module.Invocations["watch"]);
        settling.SetResult(3);
        list.WaitForAssertion(() => Assert.Contains("two", _parts.Keys));
        list.Render();
        Assert.Empty(module.Invocations["watch"]);
        _parts["two"].SetResult(new Page<long>([1], "three"));

        list.WaitForAssertion(() => Assert.Equal([3], module.Invocations["watch"].Select(call => call.Arguments[1])));
    }

    [Fact]
    public async Task List_WhoseEndComesNearDuringAReload_AsksTheBrowserAgain()
    {
        var module = JSInterop.SetupModule("./js/list.js");
        module.Setup<int>("settle", _ => true).SetResult(0);
        module.SetupVoid("watch", _ => true).SetVoidResult();
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([3, 2], "two"));
        var list = RenderList();
        list.WaitForAssertion(() => Assert.Single(module.Invocations["watch"]));

        var reloading = _list.ReloadAsync();
        await list.InvokeAsync(list.Instance.NearEndAsync);
        await AnswerAsync(reloading, "", new Page<long>([3, 2], "two"));
        list.Render();

        list.WaitForAssertion(() => Assert.Equal(2, module.Invocations["watch"].Count));
    }

    [Fact]
    public async Task Reload_ReadsAsManyRowsAsThereWere()
    {
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([3, 2], "two"));
        await AnswerAsync(_list.MoreAsync(), "two", new Page<long>([1], null));

        var reloading = _list.ReloadAsync();
        _parts[""].SetResult(new Page<long>([4, 3], "two again"));
        Assert.Equal([3, 2, 1], _list.Rows!);
        await AnswerAsync(reloading, "two again", new Page<long>([2, 1], null));

        Assert.Equal([4, 3, 2, 1], _list.Rows!);
    }

    [Fact]
    public async Task Load_WhileAnotherReadingGoesOn_GivesThatOneUp()
    {
        var first = _list.LoadAsync();
        var slow = _parts[""];
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([2], null));

        slow.SetResult(new Page<long>([1], null));
        await first;

        Assert.Equal([2], _list.Rows!);
    }

    [Fact]
    public async Task Row_ThatComesOnTop_LeavesTheOthersAsTheyAre()
    {
        await AnswerAsync(_list.LoadAsync(), "", new Page<long>([2, 1], null));
        var list = Render<RowList<long>>(parameters => parameters
            .Add(list => list.List, _list)
            .Add(list => list.Label, "Numbers")
            .Add(list => list.Row, KeyedRows.Of)
            .Add(list => list.Empty, "Nothing here"));
        var before = KeyedRows.In(list);

        await AnswerAsync(_list.ReloadAsync(), "", new Page<long>([3, 2, 1], null));
        list.Render();

        Assert.Equal(before, KeyedRows.In(list).Skip(1));
    }

    private IRenderedComponent<RowList<long>> RenderList() => Render<RowList<long>>(parameters => parameters
        .Add(list => list.List, _list)
        .Add(list => list.Label, "Numbers")
        .Add(list => list.Row, row => $"<li>{row}</li>")
        .Add(list => list.Empty, "Nothing here"));

    private async Task AnswerAsync(Task reading, string cursor, Page<long> page)
    {
        _parts[cursor].SetResult(page);
        await reading;
    }

    private async Task FailAsync(Task reading, string cursor)
    {
        _parts[cursor].SetException(new IOException("The disk is gone."));
        await reading;
    }
}
