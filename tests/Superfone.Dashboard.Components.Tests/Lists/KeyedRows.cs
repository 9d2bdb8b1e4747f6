using Bunit;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Text;

namespace Superfone.Dashboard.Components.Tests.Lists;

/// <summary>Rows that are components with a key: one that is kept is the same object after a list has changed.</summary>
internal static class KeyedRows
{
    /// <summary>A row.</summary>
    public static RenderFragment Of(long key) => builder =>
    {
        builder.OpenComponent<DirectionLabel>(0);
        builder.SetKey(key);
        builder.CloseComponent();
    };

    /// <summary>The rows of a list, from the top.</summary>
    public static IReadOnlyList<DirectionLabel> In(IRenderedComponent<IComponent> list) =>
        [.. list.FindComponents<DirectionLabel>().Select(row => row.Instance)];
}
