using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Components.Layout;

/// <summary>Shows that a page has failed, unless it only needs its user to prove again who they are: then it asks, and returns to the page.</summary>
public sealed class PageBoundary : ErrorBoundary
{
    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        if (exception is not ConfirmationRequiredException)
            return base.OnErrorAsync(exception);
        Navigation.NavigateTo($"/confirm?returnUrl={Uri.EscapeDataString(Navigation.ToAbsoluteUri(Navigation.Uri).PathAndQuery)}", forceLoad: true);
        return Task.CompletedTask;
    }
}
