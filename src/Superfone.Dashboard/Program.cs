using Superfone.Dashboard;

await DashboardApplication.Build(args).RunAsync();
