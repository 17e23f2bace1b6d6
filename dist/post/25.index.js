module.exports = require("../shared/ec4a59c09aa84c0c.js");
