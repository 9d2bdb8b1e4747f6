using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class CursorTests
{
    [Fact]
    public void Read_WhatWasWritten_GivesThePlaceBack()
    {
        Assert.Equal([5], Cursor.Read(ListKind.Calls, Cursor.Write(ListKind.Calls, 5))!);
        Assert.Equal([long.MaxValue, -1, 0], Cursor.Read(ListKind.Timeline, Cursor.Write(ListKind.Timeline, long.MaxValue, -1, 0), 3)!);
        Assert.Null(Cursor.Read(ListKind.Calls, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("not base64!?")]
    [InlineData("AAAAAAAAAAAA")]
    public void Read_AnythingElse_IsRefused(string cursor) =>
        Assert.Throws<CursorFormatException>(() => Cursor.Read(ListKind.Calls, cursor));

    [Fact]
    public void Read_AnotherListsCursor_IsRefused() =>
        Assert.Throws<CursorFormatException>(() => Cursor.Read(ListKind.Calls, Cursor.Write(ListKind.Tasks, 5)));
}
