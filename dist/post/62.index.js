module.exports = require("../shared/c1da370a50fe64dd.js");
