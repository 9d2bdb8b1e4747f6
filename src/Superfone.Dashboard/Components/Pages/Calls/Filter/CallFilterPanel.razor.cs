using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Pages.Calls.Filter;

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

    private void ApplyFilter(string name, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter(name, Texts.Filled(value)));

    private static (object Value, string Words)[] Either(string with, string without) => [(true, with), (false, without)];
}
