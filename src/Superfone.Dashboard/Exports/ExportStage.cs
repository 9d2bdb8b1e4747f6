using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Exports.Everything;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Exports;

/// <summary>Exports lists as files.</summary>
public static class ExportStage
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<CallExport>().AddSingleton<ContactExport>().AddSingleton<FollowUpExport>().AddSingleton<AnalyticsExport>().AddSingleton<AuditExport>()
        .AddSingleton<EverythingReader>().AddSingleton<EverythingExport>();

    /// <summary>
    /// Maps <c>/export/{calls,contacts,follow-ups}.{csv,xlsx}</c>, which accept the parameters of the list's page and export all matching
    /// rows, and <c>/export/analytics/{view}.{csv,xlsx}</c>, which accept those of the analytics page. An invalid parameter gives a 400
    /// that names it: ignoring part of a filter would export data that nobody asked for.
    /// </summary>
    public static void MapExports(this IEndpointRouteBuilder endpoints)
    {
        var exports = endpoints.MapGroup("/export").RequirePermission(Permission.Export).ExcludeFromDescription();
        MapList(exports, endpoints.ServiceProvider.GetRequiredService<CallExport>());
        MapList(exports, endpoints.ServiceProvider.GetRequiredService<ContactExport>());
        MapList(exports, endpoints.ServiceProvider.GetRequiredService<FollowUpExport>());
        MapList(exports.MapGroup("").RequirePermission(Permission.ManageUsers), endpoints.ServiceProvider.GetRequiredService<AuditExport>());
        exports.MapGet("/analytics/{view}.csv", (AnalyticsExport export, HttpContext context, string view) =>
            WriteAsync(context, export, view, "csv", Csv, (table, target) =>
                CsvExport.WriteAsync(AnalyticsExport.RowsOf(table), export.ColumnsOf(table), target, context.RequestAborted)));
        exports.MapGet("/analytics/{view}.xlsx", (AnalyticsExport export, BusinessName business, HttpContext context, string view) =>
            WriteAsync(context, export, view, "xlsx", Xlsx, (table, target) =>
                XlsxExport.WriteAsync(table.Title, business.OrProduct, AnalyticsExport.RowsOf(table), export.ColumnsOf(table), target, context.RequestAborted)));
    }

    private static void MapList<T>(RouteGroupBuilder exports, ListExport<T> list)
    {
        exports.MapGet($"/{list.Name}.csv", (HttpContext context, Display display) => WriteAsync(context, list, display, "csv", Csv, (rows, target) =>
            CsvExport.WriteAsync(rows, list.Columns, target, context.RequestAborted)));
        exports.MapGet($"/{list.Name}.xlsx", (HttpContext context, Display display, BusinessName business) => WriteAsync(context, list, display, "xlsx", Xlsx, (rows, target) =>
            XlsxExport.WriteAsync(list.Title, business.OrProduct, rows, list.Columns, target, context.RequestAborted)));
    }

    private static async Task<IResult> WriteAsync<T>(
        HttpContext context, ListExport<T> list, Display display, string extension, string contentType, Func<IAsyncEnumerable<T>, Stream, Task> write)
    {
        List<string> problems = [];
        var query = WorkListQuery.For(context.Request.Query.ToDictionary(), context.RequestServices.GetRequiredService<Actors>().Of(context.User).UserId);
        var rows = list.Read(VisibilityOf(context), query, problems, context.RequestAborted);
        if (problems.Count > 0)
            return BadRequest(string.Join(" ", problems));
        await RecordAsync(context, $"{list.Name}.{extension}");
        context.Response.Headers.CacheControl = "no-store";

        // Zip archives are partly written synchronously, which the body writer of the response allows but its stream does not.
        return TypedResults.Stream(
            _ => write(rows, context.Response.BodyWriter.AsStream()),
            contentType,
            string.Create(CultureInfo.InvariantCulture, $"{list.Name}-{display.Now:yyyy-MM-dd}.{extension}"));
    }

    private static async Task<IResult> WriteAsync(
        HttpContext context, AnalyticsExport export, string view, string extension, string contentType, Func<AnalyticsTable, Stream, Task> write)
    {
        var (table, problem) = await export.ReadAsync(VisibilityOf(context), view, context.Request.Query.ToDictionary(), context.RequestAborted);
        if (table is null)
            return problem is null ? TypedResults.NotFound() : BadRequest(problem);
        await RecordAsync(context, $"analytics {table.Name}.{extension}");
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            _ => write(table, context.Response.BodyWriter.AsStream()), contentType, $"analytics-{table.Name}.{extension}");
    }

    private static Task RecordAsync(HttpContext context, string subject) => context.RequestServices.GetRequiredService<AuditLog>()
        .WriteAsync(context.RequestServices.GetRequiredService<Actors>().Of(context.User), AuditAction.Export, subject);

    private static Visibility VisibilityOf(HttpContext context) => context.RequestServices.GetRequiredService<Actors>().Of(context.User).Visibility;

    private static ProblemHttpResult BadRequest(string problem) => TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
}
