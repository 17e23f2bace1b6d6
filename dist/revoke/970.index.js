module.exports = require("../shared/8981b03c0c41612d.js");
