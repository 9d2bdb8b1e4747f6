using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Pages;

/// <summary>The filters that are needed less often; each narrows the list at once.</summary>
public sealed partial class CallFilterPanel(
    NavigationManager navigation, CallChoiceQueries choices, PhoneBook phones, Display display, ILogger<CallFilterPanel> logger)
{
    private CallChoices _choices = new([], [], []);

    /// <summary>What the page shows.</summary>
    [Parameter, EditorRequired]
    public required CallQuery Query { get; set; }

    /// <summary>Told when the panel shall go.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private Display Display => display;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _choices = await choices.ReadAsync();
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "What calls can be narrowed to could not be read");
        }
    }

    private string? KeyOf(string? number) => phones.KeyOf(number);

    private Task CloseOnEscapeAsync(KeyboardEventArgs key) => key.Key == "Escape" ? OnClose.InvokeAsync() : Task.CompletedTask;

    private void Narrow(string name, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter(name, string.IsNullOrWhiteSpace(value) ? null : value.Trim()));

    // A value that the address names stands among the choices, whether it occurs or not.
    private RenderFragment Choice(string title, string name, object? chosen, IEnumerable<(object Value, string Words)> options) => builder =>
    {
        var all = options.ToList();
        if (chosen is not null && !all.Exists(option => option.Value.Equals(chosen)))
            all.Add((chosen, chosen.ToString()!));
        builder.OpenElement(0, "label");
        builder.AddAttribute(1, "class", "filter-field");
        builder.OpenElement(2, "span");
        builder.AddContent(3, title);
        builder.CloseElement();
        builder.OpenElement(4, "select");
        builder.AddAttribute(5, "class", "field");
        builder.AddAttribute(6, "value", QueryValues.TextOf(chosen) ?? "");
        builder.AddAttribute(7, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, change => Narrow(name, change.Value as string)));
        builder.OpenElement(8, "option");
        builder.AddAttribute(9, "value", "");
        builder.AddContent(10, "Any");
        builder.CloseElement();
        foreach (var (value, words) in all)
        {
            builder.OpenElement(11, "option");
            builder.SetKey(value);
            builder.AddAttribute(12, "value", QueryValues.TextOf(value));
            builder.AddContent(13, words);
            builder.CloseElement();
        }

        builder.CloseElement();
        builder.CloseElement();
    };
}
