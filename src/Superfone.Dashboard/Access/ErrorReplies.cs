namespace Superfone.Dashboard.Access;

/// <summary>Replies to errors: problem+json for programs, a page for people.</summary>
internal static class ErrorReplies
{
    /// <summary>Handles exceptions, and statuses without a body.</summary>
    public static void UseErrorReplies(this IApplicationBuilder app)
    {
        // The inner handlers, for programs, come first; the outer ones leave their responses alone.
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseWhen(context => AccessProblem.IsForPrograms(context.Request.Path), programs =>
        {
            programs.UseExceptionHandler();
            programs.UseStatusCodePages();
        });
    }
}
