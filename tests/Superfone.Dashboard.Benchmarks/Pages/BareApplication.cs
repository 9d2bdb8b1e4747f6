using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Benchmarks.Pages;

/// <summary>The least that Blazor can show: a page of 50 plain rows, nothing else.</summary>
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

/// <summary>Fifty rows with as many texts as a row of a call has.</summary>
public sealed class BareRows : ComponentBase
{
    private const int Rows = 50;
    private static readonly string[] Texts = ["Asha Kumar", "Acme Pvt Ltd", "Outbound", "Answered", "Ravi Patel", "2:22", "5 min ago"];

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "ol");
        for (var row = 0; row < Rows; row++)
        {
            builder.OpenElement(1, "li");
            builder.SetKey(row);
            builder.AddAttribute(2, "data-cdr-id", row.ToString(CultureInfo.InvariantCulture));
            foreach (var text in Texts)
            {
                builder.OpenElement(3, "span");
                builder.AddContent(4, text);
                builder.CloseElement();
            }

            builder.CloseElement();
        }

        builder.CloseElement();
    }
}
