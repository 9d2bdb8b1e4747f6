namespace Superfone.Dashboard.Access;

/// <summary>How errors are answered: programs with problem+json, people with a page.</summary>
internal static class ErrorReplies
{
    /// <summary>Adds the replies for exceptions and for statuses without a body.</summary>
    public static void UseErrorReplies(this IApplicationBuilder app)
    {
        // The inner ones, for programs, answer first; what they have answered the outer ones leave alone.
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseWhen(context => AccessProblem.IsForPrograms(context.Request.Path), programs =>
        {
            programs.UseExceptionHandler();
            programs.UseStatusCodePages();
        });
    }
}
