using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Benchmarks.Pages;

/// <summary>
/// The page that one would write by hand to show 50 rows that change by themselves, nothing else: a plain row component each, with its
/// key, so that a change renders one row and not all of them.
/// </summary>
internal static class BareApplication
{
    /// <summary>Starts it on a free port.</summary>
    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<BareDocument>().AddInteractiveServerRenderMode();
        await app.StartAsync();
        return app;
    }
}

/// <summary>The page's HTML.</summary>
[Route("/")]
public sealed class BareDocument : ComponentBase
{
    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "html");
        builder.OpenElement(1, "body");
        builder.OpenComponent<BareRows>(2);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.CloseElement();
        builder.CloseElement();
    }
}

/// <summary>Fifty rows.</summary>
public sealed class BareRows : ComponentBase
{
    private const int Rows = 50;

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "ol");
        for (var row = 0; row < Rows; row++)
        {
            builder.OpenComponent<BareRow>(1);
            builder.SetKey(row);
            builder.AddComponentParameter(2, nameof(BareRow.Number), row);
            builder.CloseComponent();
        }

        builder.CloseElement();
    }
}

/// <summary>A row with as many texts as a row of a call has.</summary>
public sealed class BareRow : ComponentBase
{
    private static readonly string[] Texts = ["Asha Kumar", "Acme Pvt Ltd", "Outbound", "Answered", "Ravi Patel", "2:22", "5 min ago"];

    /// <summary>Which one.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "li");
        builder.AddAttribute(1, "data-cdr-id", Number.ToString(CultureInfo.InvariantCulture));
        foreach (var text in Texts)
        {
            builder.OpenElement(2, "span");
            builder.AddContent(3, text);
            builder.CloseElement();
        }

        builder.CloseElement();
    }
}
