using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Pages.Calls.Filter;

/// <summary>The less common filters; each is applied at once.</summary>
public sealed partial class CallFilterPanel(
    CurrentActor who, NavigationManager navigation, CallChoiceQueries choices, PhoneBook phones, Display display, ILogger<CallFilterPanel> logger)
{
    private CallChoices _choices = new([], [], [], []);

    /// <summary>The query of the page.</summary>
    [Parameter, EditorRequired]
    public required CallQuery Query { get; set; }

    /// <summary>Called when the panel is to close.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private Display Display => display;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _choices = await choices.ReadAsync(who.Visibility);
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "The choices for the filters of calls could not be read");
        }
    }

    private string? KeyOf(string? number) => phones.KeyOf(number);

    private Task CloseOnEscapeAsync(KeyboardEventArgs key) => key.Key == "Escape" ? OnClose.InvokeAsync() : Task.CompletedTask;

    private void ApplyFilter(string name, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter(name, Texts.Filled(value)));

    private (object Value, string Words)[] Either(string withKey, string withoutKey) => [(true, L[withKey]), (false, L[withoutKey])];
}
