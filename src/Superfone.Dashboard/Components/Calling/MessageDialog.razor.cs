using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.Components.Calling;

/// <summary>The texts to choose from before somebody writes on WhatsApp, filled in for whom they write to.</summary>
public sealed partial class MessageDialog(
    MessageTemplates templates, OverviewQueries overviews, OwnAccount account, CurrentActor who, Display display, BusinessName name, BusinessCalendar calendar, IJSRuntime js, ILogger<MessageDialog> logger) : IAsyncDisposable
{
    private ElementReference _dialog;
    private IJSObjectReference? _module;
    private DotNetObjectReference<MessageDialog>? _self;
    private IReadOnlyList<(string Title, string Text)>? _texts;
    private string? _number;
    private string? _name;

    /// <summary>Called by the browser when the dialog was opened.</summary>
    /// <param name="number">The number as WhatsApp requires it: digits.</param>
    [JSInvokable]
    public async Task OnWriteAsync(string number)
    {
        (_number, _texts, _name) = (number, null, null);
        IReadOnlyList<(string, string)> texts = [];
        string? name = null;
        try
        {
            var set = templates.Read();
            var values = await ValuesAsync($"+{number}", set.Business);
            name = values.Name ?? display.Phone($"+{number}");
            texts = [.. set.Templates.Select(template => (template.Title, MessageText.Fill(template.Text, values)))];
        }
        catch (Exception error)
        {
            // One can write without a text.
            logger.LogError(error, "The texts for WhatsApp could not be read");
        }

        // The dialog may have been opened for another number since.
        if (number == _number)
            (_texts, _name) = (texts, name);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        await PageLeft.DisposeAsync(_module);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await PageLeft.IgnoreAsync(async () =>
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/calling.js"]);
            if (_module is not null)
                await _module.InvokeVoidAsync("write", _dialog, _self);
        });
    }

    private async Task<MessageValues> ValuesAsync(string phone, string business)
    {
        var number = await overviews.OfNumberAsync(who.Visibility, phone);
        var missed = number.FollowUps is [{ State: FollowUpState.Open } open, ..] ? open.LastMissedUtc : (DateTime?)null;
        var actor = await who.GetAsync();
        return new MessageValues(
            number.Contacts is [var only] ? only.Name : null,
            actor.UserId is null ? null : await account.NameAsync(actor),
            missed is { } utc && calendar.ToLocal(utc).Date != display.Now.Date ? display.DayAndTime(utc) : display.Time(missed is { } today ? calendar.ToLocal(today) : display.Now),
            business.Length > 0 ? business : name.Own ?? "");
    }
}
