using System.Text.Encodings.Web;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>Writes what a mail says as plain text, and as HTML without pictures, scripts and anything that is loaded from elsewhere.</summary>
internal static class MailText
{
    // Programs that follow the system's appearance read the second part; others show the first.
    private const string Style =
        "body{margin:0;padding:24px 16px;background:#fff;color:#1c1b1f;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}"
        + "main{max-width:600px;margin:0 auto}h1{font-size:22px;line-height:1.3;margin:0 0 12px}h2{font-size:16px;margin:24px 0 4px}"
        + "p{margin:0 0 12px}ul{margin:0;padding:0;list-style:none}li{padding:8px 0;border-bottom:1px solid #d9d7dd;overflow-wrap:anywhere}"
        + "a{color:#3d4ba8}.more,.why{color:#5b5962}.why{margin-top:28px;font-size:14px}"
        + ".of{margin:0 0 4px;font-weight:600;color:#5b5962}"
        + ".go{display:inline-block;margin:20px 0 0;padding:11px 20px;border-radius:8px;background:#3d4ba8;color:#fff;text-decoration:none}"
        + "@media (prefers-color-scheme:dark){body{background:#17161a;color:#eceaf0}li{border-color:#3a3840}a{color:#b6beff}.more,.why,.of{color:#b5b2bd}.go{background:#b6beff;color:#17161a}}";

    /// <summary>Writes it as plain text.</summary>
    /// <param name="content">The content.</param>
    /// <param name="business">The name of the business, if it is known.</param>
    public static string Plain(MailContent content, string? business = null)
    {
        List<string> lines = [.. business is null ? Array.Empty<string>() : [business, ""], content.Title, "", .. content.Paragraphs.SelectMany(paragraph => new[] { paragraph, "" })];
        foreach (var section in content.Sections)
            lines.AddRange([section.Title, .. section.Rows.SelectMany(PlainRow), ""]);
        if (content.Action is { } action)
            lines.AddRange([$"{action.Text}: {action.Address}", ""]);
        lines.AddRange(["-- ", content.Reason]);
        if (content.Leave is { } leave)
            lines.Add($"{leave.Text}: {leave.Address}");
        return string.Join("\r\n", lines);
    }

    /// <summary>Writes it as HTML.</summary>
    /// <param name="content">The content.</param>
    /// <param name="language">Its language, such as <c>en</c>.</param>
    /// <param name="business">The name of the business, if it is known.</param>
    public static string Html(MailContent content, string language, string? business = null) => string.Concat(
    [
        $"<!doctype html><html lang=\"{Encode(language)}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">",
        $"<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\"><title>{Encode(content.Subject)}</title>",
        $"<style>:root{{color-scheme:light dark}}{Style}</style></head><body><main>{(business is null ? "" : $"<p class=\"of\">{Encode(business)}</p>")}<h1>{Encode(content.Title)}</h1>",
        .. content.Paragraphs.Select(paragraph => $"<p>{Encode(paragraph)}</p>"),
        .. content.Sections.Select(section => $"<h2>{Encode(section.Title)}</h2><ul>{string.Concat(section.Rows.Select(HtmlRow))}</ul>"),
        content.Action is { } action ? $"<p>{Link(action, " class=\"go\"")}</p>" : "",
        $"<p class=\"why\">{Encode(content.Reason)} {(content.Leave is { } leave ? Link(leave) : "")}</p></main></body></html>",
    ]);

    private static IEnumerable<string> PlainRow(MailRow row)
    {
        yield return row.Detail is null ? $"- {row.Text}" : $"- {row.Text}: {row.Detail}";
        if (row.Address is not null)
            yield return $"  {row.Address}";
    }

    private static string HtmlRow(MailRow row)
    {
        var text = row.Address is null ? Encode(row.Text) : Link(new MailLink(row.Text, row.Address));
        return row.Detail is null ? $"<li>{text}</li>" : $"<li>{text} <span class=\"more\">{Encode(row.Detail)}</span></li>";
    }

    private static string Link(MailLink link, string more = "") => $"<a href=\"{Encode(link.Address)}\"{more}>{Encode(link.Text)}</a>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
