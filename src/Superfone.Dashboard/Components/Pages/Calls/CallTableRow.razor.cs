using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Pages.Calls;

/// <summary>A call in columns, or in lines where there is no room for columns. A click on a value narrows the list to it.</summary>
public sealed partial class CallTableRow
{
    private (CallItem?, CallColumnSet?, string?, int, bool) _rendered;

    /// <summary>The call.</summary>
    [Parameter, EditorRequired]
    public required CallItem Call { get; set; }

    /// <summary>What to show of it.</summary>
    [Parameter, EditorRequired]
    public required CallColumnSet Columns { get; set; }

    /// <summary>The list's address.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    /// <summary>Grows every minute, so that "2 min ago" stays true.</summary>
    [Parameter]
    public int Minute { get; set; }

    /// <summary>Whether the call is open beside the list.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    private (CallItem?, CallColumnSet?, string?, int, bool) Shown => (Call, Columns, Address, Minute, IsOpen);

    /// <inheritdoc/>
    // A list renders often, and of its rows only those that changed need to.
    protected override bool ShouldRender() => _rendered != Shown;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _rendered = Shown;

    // The list narrowed by one value more. Values are what the address says of them, whoever is called what.
    private string With(string name, object? value)
    {
        var uri = new Uri(Address);
        var parameters = QueryHelpers.ParseQuery(uri.Query).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        parameters[name] = QueryValues.TextOf(value);
        return QueryHelpers.AddQueryString(uri.AbsolutePath, parameters);
    }
}
