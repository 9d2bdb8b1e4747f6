using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Superfone.Dashboard.Storage.Primary.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RecordingPlayability : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Playability",
                table: "Recordings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // Files stored earlier are of known types; of those, browsers lack AMR.
            migrationBuilder.Sql("UPDATE Recordings SET Playability = 1 WHERE ContentType IN ('audio/amr', 'audio/amr-wb')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Playability",
                table: "Recordings");
        }
    }
}
